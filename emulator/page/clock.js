// The sandbox's clock: virtual time in the header, on the day strip and in the wallpaper's light.
import { post } from "./api.js";
import { byId, element, setText } from "./dom.js";
import { attempt } from "./overlays.js";

const weekday = new Intl.DateTimeFormat("en-GB", { weekday: "short", day: "numeric", month: "short" });
const time = new Intl.DateTimeFormat("en-GB", { hour: "2-digit", minute: "2-digit" });
const SECONDS_OF_DAY = 86_400;

let ahead = 0;

const now = () => new Date(Date.now() + ahead);

function draw() {
  const instant = now();
  const [day, hours] = byId("clock-time").children;
  setText(day, weekday.format(instant));
  setText(hours, time.format(instant));
  byId("clock-time").dateTime = instant.toISOString();
  const seconds = instant.getHours() * 3600 + instant.getMinutes() * 60;
  document.documentElement.style.setProperty("--day", (seconds / SECONDS_OF_DAY).toFixed(3));
}

/** Follows the sandbox: `isoInstant` is its virtual now. */
export function setClock(isoInstant) {
  ahead = new Date(isoInstant).getTime() - Date.now();
  draw();
}

const move = (how) => attempt(async () => setClock((await post("clock", how)).now));

export function startClock() {
  byId("clock-time").append(element("span"), " ", element("b"));
  byId("next-hour").addEventListener("click", () => move({ advance_seconds: 3600 }));
  byId("next-morning").addEventListener("click", () =>
    move({ next_morning: true, zone: Intl.DateTimeFormat().resolvedOptions().timeZone }),
  );
  setInterval(draw, 1000);
}
