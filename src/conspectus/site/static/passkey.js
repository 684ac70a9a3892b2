// The ceremony of a passkey: shows the forms that begin one, asks the device, and sends its answer.
const bytes = (text) =>
  Uint8Array.from(atob(text.replace(/-/g, "+").replace(/_/g, "/")), (one) => one.charCodeAt(0));
const text = (buffer) =>
  btoa(String.fromCharCode(...new Uint8Array(buffer)))
    .replace(/\+/g, "-").replace(/\//g, "_").replace(/=+$/, "");
const known = (list) => (list || []).map((one) => ({ ...one, id: bytes(one.id) }));

const opened = ({ publicKey: given }, form) => {
  const options = { ...given, challenge: bytes(given.challenge) };
  if (given.user) options.user = { ...given.user, id: bytes(given.user.id) };
  if (given.excludeCredentials) options.excludeCredentials = known(given.excludeCredentials);
  if (given.allowCredentials) options.allowCredentials = known(given.allowCredentials);
  if (form.elements.passwordless?.checked) {
    options.authenticatorSelection = {
      ...given.authenticatorSelection,
      residentKey: "required", requireResidentKey: true, userVerification: "required",
    };
  }
  return { publicKey: options };
};

const closed = (made) => {
  const names = ["clientDataJSON", "attestationObject", "authenticatorData", "signature", "userHandle"];
  const there = names.filter((name) => made.response[name]);
  return JSON.stringify({
    id: made.id,
    rawId: text(made.rawId),
    type: made.type,
    response: Object.fromEntries(there.map((name) => [name, text(made.response[name])])),
    clientExtensionResults: made.getClientExtensionResults(),
  });
};

const given = async (form) => {
  if (form.dataset.options) return JSON.parse(form.dataset.options);
  const headers = { "X-Requested-With": "XMLHttpRequest" };
  return (await (await fetch(form.dataset.ask, { headers })).json()).request_options;
};

for (const form of window.PublicKeyCredential ? document.querySelectorAll("form[data-passkey]") : []) {
  const failed = form.querySelector("[role=alert]");
  form.hidden = false;
  form.addEventListener("submit", async (event) => {
    event.preventDefault();
    failed.hidden = true;
    try {
      const made = await navigator.credentials[form.dataset.passkey](opened(await given(form), form));
      form.elements.credential.value = closed(made);
      form.submit();
    } catch {
      failed.hidden = false;
    }
  });
}
