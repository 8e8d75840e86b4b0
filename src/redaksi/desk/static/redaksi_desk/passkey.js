/* Passkeys (WebAuthn): a button asks the browser and sends its answer with the form that it stands in.
   What the browser is asked comes from a script element (data-options) or an address (data-ask). */
const bytes = (text) => Uint8Array.from(atob(text.replace(/-/g, "+").replace(/_/g, "/")), (one) => one.charCodeAt(0));
const text = (buffer) => btoa(String.fromCharCode(...new Uint8Array(buffer))).replace(/\+/g, "-").replace(/\//g, "_").replace(/=+$/, "");

const asked = (options) => {
  const key = options.publicKey;
  key.challenge = bytes(key.challenge);
  if (key.user) key.user.id = bytes(key.user.id);
  for (const list of [key.allowCredentials, key.excludeCredentials]) for (const one of list || []) one.id = bytes(one.id);
  return { publicKey: key };
};

const answered = (credential) => {
  const response = {};
  for (const name of ["clientDataJSON", "attestationObject", "authenticatorData", "signature", "userHandle"]) {
    if (credential.response[name]) response[name] = text(credential.response[name]);
  }
  return {
    id: credential.id, rawId: text(credential.rawId), type: credential.type, response,
    clientExtensionResults: credential.getClientExtensionResults(),
  };
};

const optionsOf = async (button) => {
  if (button.dataset.options) return JSON.parse(document.getElementById(button.dataset.options).textContent);
  return (await fetch(button.dataset.ask, { headers: { Accept: "application/json" } })).json();
};

const press = async (button) => {
  const failed = document.querySelector(".desk-passkey-failed");
  failed.hidden = true;
  button.disabled = true;
  try {
    const credential = await navigator.credentials[button.dataset.passkey](asked(await optionsOf(button)));
    button.form.elements[button.dataset.into].value = JSON.stringify(answered(credential));
    button.form.submit();
  } catch {
    failed.hidden = false;
    button.disabled = false;
  }
};

if (window.isSecureContext && window.PublicKeyCredential) {
  for (const none of document.querySelectorAll(".desk-passkey-none")) none.hidden = true;
  for (const button of document.querySelectorAll("[data-passkey]")) {
    button.hidden = false;
    button.addEventListener("click", () => press(button));
  }
}
