// Days and periods as text in both languages, and today's day number. Calendar arithmetic of plans is the engine's.

const DAY_MS = 86_400_000;

/** @typedef {'en' | 'zh'} Language */

/**
 * ISO day ("2026-03-05") as days since 1970-01-01; null when it is not a day of the calendar.
 * @param {string} iso
 */
export function parseDay(iso) {
  const match = /^(\d{4})-(\d{2})-(\d{2})$/.exec(iso);
  if (!match) return null;
  const time = Date.UTC(Number(match[1]), Number(match[2]) - 1, Number(match[3]));
  return isoDay(time / DAY_MS) === iso ? time / DAY_MS : null;
}

/** @param {number} day days since 1970-01-01 */
export const isoDay = (day) => new Date(day * DAY_MS).toISOString().slice(0, 10);

/** The manager's local date as an ISO day. */
export function today(now = new Date()) {
  return isoDay(Math.round(Date.UTC(now.getFullYear(), now.getMonth(), now.getDate()) / DAY_MS));
}

const MONTHS = ['Jan', 'Feb', 'Mar', 'Apr', 'May', 'Jun', 'Jul', 'Aug', 'Sep', 'Oct', 'Nov', 'Dec'];

/**
 * A day as text: "5 Mar 2026", "2026年3月5日"; what is not a day comes back as it is.
 * @param {string | number | null | undefined} day ISO day or day number
 * @param {Language} language
 */
export function formatDay(day, language) {
  if (day === null || day === undefined) return '—';
  const iso = typeof day === 'number' ? isoDay(day) : day;
  const match = /^(\d{4})-(\d{2})-(\d{2})$/.exec(iso);
  if (!match) return iso;
  const [year, month, date] = [match[1], Number(match[2]), Number(match[3])];
  return language === 'zh' ? `${year}年${month}月${date}日` : `${date} ${MONTHS[month - 1]} ${year}`;
}

/**
 * A period as text: "2026" → "2026年", "2026-Q1" → "2026年一季度", "2026-03" → "Mar 2026", "2026-W09" → "Week 9, 2026".
 * @param {string} period
 * @param {Language} language
 * @param {{short?: boolean}} [options] short: without the year ("3月", "Q1", "W9")
 */
export function formatPeriod(period, language, { short = false } = {}) {
  const match = /^(\d{4})(?:-(?:Q([1-4])|W(\d{2})|(\d{2})))?$/.exec(period);
  if (!match) return period;
  const [, year, quarter, week, month] = match;
  if (quarter) return quarterText(year, Number(quarter), language, short);
  if (week) {
    const number = Number(week);
    if (language === 'zh') return short ? `${number}周` : `${year}年第${number}周`;
    return short ? `W${number}` : `Week ${number}, ${year}`;
  }
  if (month) {
    const name = MONTHS[Number(month) - 1];
    if (!name) return period;
    if (language === 'zh') return short ? `${Number(month)}月` : `${year}年${Number(month)}月`;
    return short ? name : `${name} ${year}`;
  }
  return language === 'zh' ? `${year}年` : year;
}

/** @param {string} year @param {number} quarter @param {Language} language @param {boolean} short */
function quarterText(year, quarter, language, short) {
  if (language === 'en') return short ? `Q${quarter}` : `Q${quarter} ${year}`;
  const name = `${'一二三四'[quarter - 1]}季度`;
  return short ? name : `${year}年${name}`;
}

/**
 * Local time of an ISO instant, to the minute: "2026-03-05 14:07".
 * @param {string} instant
 */
export function formatInstant(instant) {
  const date = new Date(instant);
  if (Number.isNaN(date.getTime())) return instant;
  const two = (/** @type {number} */ n) => String(n).padStart(2, '0');
  const day = `${date.getFullYear()}-${two(date.getMonth() + 1)}-${two(date.getDate())}`;
  return `${day} ${two(date.getHours())}:${two(date.getMinutes())}`;
}
