// Photos, documents and locations.
import { byId, element, setText } from "./dom.js";
import { openMenu } from "./overlays.js";

/** One city for each kind of zone that breaks naive code: summer time, half hours, the south, the date line. */
const CITIES = [
  ["Berlin", 52.52, 13.405],
  ["New York", 40.7128, -74.006],
  ["Kolkata", 22.5726, 88.3639],
  ["Sydney", -33.8688, 151.2093],
  ["Apia", -13.8333, -171.7667],
];

const WHAT_TO_WRITE =
  "Choose a city, or write a latitude from −90 to 90 and a longitude from −180 to 180.";

const sheet = byId("place");
const latitude = byId("latitude");
const longitude = byId("longitude");
let deliver = () => {};

function fill(north, east) {
  latitude.value = north;
  longitude.value = east;
  setText(byId("place-error"), "");
}

/** Opens the sheet for a location; it is sent by `sendPlace` of startAttach. */
export function askPlace() {
  fill("", "");
  sheet.showModal();
}

function number(input, limit) {
  const text = input.value.trim().replace(",", ".");
  const value = Number(text);
  return text && Number.isFinite(value) && Math.abs(value) <= limit ? value : null;
}

function confirmPlace() {
  const [north, east] = [number(latitude, 90), number(longitude, 180)];
  if (north === null || east === null) {
    return setText(byId("place-error"), WHAT_TO_WRITE);
  }
  sheet.close();
  return deliver(north, east);
}

function cityButton([name, north, east]) {
  return element("button", { class: "pill", type: "button", onclick: () => fill(north, east) }, name);
}

function onPick(input, sendFile) {
  input.addEventListener("change", () => {
    const [file] = input.files;
    if (file) sendFile(file);
    // Otherwise choosing the same file a second time would not count as a change.
    input.value = "";
  });
}

export function startAttach({ sendPhoto, sendDocument, sendPlace }) {
  deliver = sendPlace;
  byId("cities").append(...CITIES.map(cityButton));
  byId("send-place").addEventListener("click", confirmPlace);
  for (const input of [latitude, longitude]) {
    input.addEventListener("keydown", (event) => {
      if (event.key !== "Enter") return;
      event.preventDefault();
      confirmPlace();
    });
  }
  onPick(byId("pick-photo"), sendPhoto);
  onPick(byId("pick-document"), sendDocument);
  byId("attach").addEventListener("click", () => openMenu(byId("attach"), "Attach", [
    { label: "Photo", icon: "photo", run: () => byId("pick-photo").click() },
    { label: "Document", icon: "document", run: () => byId("pick-document").click() },
    { label: "Location", icon: "pin", run: askPlace },
  ]));
}
