// The person's side of the sandbox over HTTP.

/** The sandbox refused (status 4xx, 5xx) or was not reached (status 0). The message can be shown. */
export class SandboxError extends Error {
  constructor(status, message) {
    super(message);
    this.status = status;
  }
}

async function call(path, options) {
  let response;
  try {
    response = await fetch(`/control/${path}`, options);
  } catch {
    throw new SandboxError(0, "The sandbox does not answer. Is it still running?");
  }
  const body = await response.json().catch(() => ({}));
  if (!response.ok) throw new SandboxError(response.status, body.error ?? `The sandbox answered ${response.status}.`);
  return body;
}

export const get = (path) => call(path, {});

export const post = (path, body = {}) =>
  call(path, { method: "POST", headers: { "Content-Type": "application/json" }, body: JSON.stringify(body) });

/** Sends a file with its fields as a form. */
export function upload(path, fields) {
  const form = new FormData();
  for (const [name, value] of Object.entries(fields)) form.append(name, value);
  return call(path, { method: "POST", body: form });
}
