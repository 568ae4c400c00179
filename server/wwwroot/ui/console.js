// What console pages need from the browser beyond the component library.

export function submitForm(id) {
  document.getElementById(id)?.submit();
}

export function saveFile(name, type, bytes) {
  const address = URL.createObjectURL(new Blob([bytes], { type }));
  const link = document.createElement('a');
  link.href = address;
  link.download = name;
  link.click();
  setTimeout(() => URL.revokeObjectURL(address), 10_000);
}

/** Posts a form and offers the answer as a file; answers null, or the code of the refusal. */
export async function postForFile(formId, name) {
  const form = document.getElementById(formId);
  const answer = await fetch(form.action, { method: 'POST', body: new FormData(form), credentials: 'same-origin' });
  if (answer.ok) {
    saveFile(name, answer.headers.get('content-type') ?? '', await answer.arrayBuffer());
    return null;
  }
  return (await answer.json().catch(() => null))?.code ?? 'request-malformed';
}

export async function copyText(text) {
  // navigator.clipboard is absent on pages that are not a secure context.
  if (navigator.clipboard) return navigator.clipboard.writeText(text);
  const field = document.createElement('textarea');
  field.value = text;
  document.body.append(field);
  field.select();
  document.execCommand('copy');
  field.remove();
}

/** Hands an element to the signing module; passphrase and key stay inside it. The page hears only that something was signed. */
export async function mountSigning(kind, element, options, page) {
  if (element.dataset.mounted) return;
  element.dataset.mounted = kind;
  element.addEventListener('rv-signed', (event) => {
    page.invokeMethodAsync('Signed', event.detail?.complete === true);
  });
  element.addEventListener('rv-cards', (event) => {
    page.invokeMethodAsync('Cards', event.detail?.cards ?? null);
  });
  const module = await import('/client/staff-signing.js');
  const mounts = { key: module.mountKey, signer: module.mountSigner, witness: module.mountWitness, cards: module.mountCards };
  const unmount = await mounts[kind](element, options);
  // A key that is open in a panel is wiped when the panel's place leaves the page.
  const gone = new MutationObserver(() => {
    if (element.isConnected) return;
    gone.disconnect();
    unmount();
  });
  gone.observe(document.body, { childList: true, subtree: true });
}

/**
 * A button that acts after being held; a key press (or a screen reader's click) asks for a second press instead,
 * as holding a key is not possible for everyone.
 */
export function holdButton(button, milliseconds, page) {
  let timer = 0;
  let byHand = false;
  let armed = 0;
  const stop = () => {
    clearTimeout(timer);
    button.classList.remove('holding');
  };
  const confirm = () => {
    stop();
    armed = 0;
    page.invokeMethodAsync('Confirmed');
  };
  button.style.setProperty('--hold', `${milliseconds}ms`);
  button.addEventListener('pointerdown', (event) => {
    if (button.disabled || event.button !== 0) return;
    byHand = true;
    button.setPointerCapture(event.pointerId);
    button.classList.add('holding');
    timer = setTimeout(confirm, milliseconds);
  });
  for (const name of ['pointerup', 'pointercancel', 'blur']) button.addEventListener(name, stop);
  button.addEventListener('contextmenu', (event) => event.preventDefault());
  button.addEventListener('click', (event) => {
    event.preventDefault();
    const hand = byHand;
    byHand = false;
    if (hand || button.disabled) return;
    if (performance.now() - armed < 10_000 && armed > 0) return confirm();
    armed = performance.now();
    page.invokeMethodAsync('Armed');
  });
}
