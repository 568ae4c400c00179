/** Offers bytes or text as a download. */
export function saveFile(name: string, content: Uint8Array | string, type = 'application/json'): void {
  const parts: BlobPart[] = [typeof content === 'string' ? content : new Uint8Array(content)];
  const url = URL.createObjectURL(new Blob(parts, { type }));
  const link = document.createElement('a');
  link.href = url;
  link.download = name;
  document.body.append(link);
  link.click();
  link.remove();
  setTimeout(() => URL.revokeObjectURL(url), 10_000);
}
