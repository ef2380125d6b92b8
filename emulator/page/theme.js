// A classic script, run before the first paint: as a module it would flash the wrong theme.
document.documentElement.dataset.theme = localStorage.getItem("theme") ?? "system";
