/**
 * Whole months from an ISO date to the reader's day; the thirty-first counts as reached on a shorter month's last day.
 * @param {string} iso
 * @param {Date} now
 * @returns {number} less than one where the day lies ahead
 */
export function monthsSince(iso, now) {
  const [year, month, day] = iso.split("-").map(Number);
  const months = (now.getFullYear() - year) * 12 + now.getMonth() + 1 - month;
  const last = new Date(now.getFullYear(), now.getMonth() + 1, 0).getDate();
  return now.getDate() < Math.min(day, last) ? months - 1 : months;
}
