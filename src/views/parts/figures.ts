/** Hours, minutes and seconds of the user's own day, as the file column shows them. */
export function clock(timeMs: number): string {
  const time = new Date(timeMs);
  return [time.getHours(), time.getMinutes(), time.getSeconds()]
    .map((part) => String(part).padStart(2, '0'))
    .join(':');
}

/** 'YYYY-MM-DD HH:MM:SS' in the user's own time. */
export function dateAndClock(timeMs: number): string {
  const time = new Date(timeMs);
  const day = [time.getFullYear(), time.getMonth() + 1, time.getDate()]
    .map((part) => String(part).padStart(2, '0'))
    .join('-');
  return `${day} ${clock(timeMs)}`;
}
