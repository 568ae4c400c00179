/**
 * Puts a page's styles in force without a further request and without an inline style element (the pages' content policy allows
 * neither inline styles nor scripts). Browsers before constructable style sheets load the same text as a file.
 */
export function adoptStyles(css: string, fileUrl: string, root: Document | ShadowRoot = document): void {
  if ('adoptedStyleSheets' in root && 'replaceSync' in CSSStyleSheet.prototype) {
    const sheet = new CSSStyleSheet();
    sheet.replaceSync(css);
    root.adoptedStyleSheets = [...root.adoptedStyleSheets, sheet];
    return;
  }
  const link = document.createElement('link');
  link.rel = 'stylesheet';
  link.href = fileUrl;
  (root instanceof ShadowRoot ? root : document.head).append(link);
}
