// The panel behind ⋯: appearance, the person's language, blocking the bot.
import { post } from "./api.js";
import { byId, element, setText } from "./dom.js";
import { attempt } from "./overlays.js";

const LANGUAGES = [
  ["en", "English"],
  ["de", "Deutsch"],
  ["es", "Español"],
  ["fr", "Français"],
  ["it", "Italiano"],
  ["pl", "Polski"],
  ["pt-br", "Português (Brasil)"],
  ["ru", "Русский"],
  ["uk", "Українська"],
  ["tr", "Türkçe"],
  ["ar", "العربية"],
  ["he", "עברית"],
  ["hi", "हिन्दी"],
  ["ja", "日本語"],
  ["zh-hans", "简体中文"],
];

export const languageOptions = () =>
  LANGUAGES.map(([code, name]) => element("option", { value: code, lang: code }, name));

const panel = byId("settings");
const opener = byId("open-settings");
const language = byId("language");

function useTheme(theme) {
  document.documentElement.dataset.theme = theme;
  localStorage.setItem("theme", theme);
}

function startTheme() {
  const chosen = document.documentElement.dataset.theme;
  for (const radio of panel.querySelectorAll("[name=theme]")) {
    radio.checked = radio.value === chosen;
    radio.addEventListener("change", () => useTheme(radio.value));
  }
}

export function showLanguage(code) {
  if (![...language.options].some((option) => option.value === code)) {
    language.append(element("option", { value: code }, code));
  }
  language.value = code;
  byId("messages").lang = code;
}

export function showBlockButton(blocked) {
  setText(byId("toggle-block"), blocked ? "Unblock the bot" : "Block the bot");
}

/** `currentPerson()` is who is being played; `toggleBlock()` blocks or unblocks. */
export function startSettings(currentPerson, toggleBlock) {
  startTheme();
  language.append(...languageOptions());
  language.addEventListener("change", () => attempt(async () => {
    const person = currentPerson();
    await post(`people/${person.id}/language`, { language_code: language.value });
    person.language_code = language.value;
    showLanguage(language.value);
  }));
  byId("toggle-block").addEventListener("click", () => {
    panel.hidePopover();
    toggleBlock();
  });
  panel.addEventListener("toggle", (event) => {
    const open = event.newState === "open";
    opener.setAttribute("aria-expanded", String(open));
    if (open) panel.querySelector("input:checked").focus();
  });
}
