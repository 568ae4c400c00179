/** Forms of identifiers (`encodings.md`). */
export const meetingIdForm = /^[a-z0-9][a-z0-9-]{2,39}$/;
export const idForm = /^[A-Za-z0-9][A-Za-z0-9-]{0,31}$/;

const timeForm = /^(\d{4})-(\d{2})-(\d{2})T(\d{2}):(\d{2}):(\d{2})Z$/;

/** True for an existing UTC second written `YYYY-MM-DDTHH:MM:SSZ`. */
export function isTime(value: string): boolean {
  if (!timeForm.test(value)) return false;
  const date = new Date(value);
  return !Number.isNaN(date.getTime()) && date.toISOString() === value.replace('Z', '.000Z');
}
