// What the sandbox tells without being asked, and the banner for when it is silent.
import { byId, setText } from "./dom.js";

const RETRY_MILLISECONDS = 1500;
let source = null;
let retry = null;

export function showBanner(text) {
  setText(byId("banner"), text);
  byId("banner").hidden = !text;
}

/**
 * Listens for one person and ends the listening for another. `on` holds a function per event name, each called with
 * the event's data, besides `open` (also after a lost connection) and `lost`.
 */
export function listen(personId, on) {
  clearTimeout(retry);
  source?.close();
  source = new EventSource(`/control/events?person=${personId}`);
  const mine = source;
  mine.addEventListener("open", () => on.open());
  mine.addEventListener("error", () => {
    on.lost();
    // A refused stream is closed for good by the browser, unlike a broken one: start it anew ourselves.
    if (mine.readyState === EventSource.CLOSED && mine === source) {
      retry = setTimeout(() => listen(personId, on), RETRY_MILLISECONDS);
    }
  });
  for (const name of ["chat", "toast", "answered", "clock"]) {
    mine.addEventListener(name, (event) => on[name](JSON.parse(event.data)));
  }
}
