// Prints the table of core/base/china_calendar.cpp: Spring Festival, Qingming, Dragon Boat and Mid-Autumn days 2000–2050.
// Usage: node scripts/generate_china_festivals.mjs
// The calendar rule (GB/T 33661-2017) needs the moments of new moons and solar terms, China time. They are computed after Jean
// Meeus, Astronomical Algorithms, 2nd ed. (chapters 25 and 49), good to well under a minute and to some ten minutes; moments too
// near to midnight for that are reported. Node's own Chinese calendar (ICU 78) is compared; it is a day off in 2027 and 2030, where
// the new moon falls within minutes of midnight (the Hong Kong Observatory's almanac has 6 February 2027 and 3 February 2030).
const rad = Math.PI / 180;
const sin = (degrees) => Math.sin(degrees * rad);

// Terrestrial minus universal time in days (Espenak and Meeus, polynomial for 2005–2050; within a few seconds from 2000).
const deltaT = (year) => (62.92 + 0.32217 * (year - 2000) + 0.005589 * (year - 2000) ** 2) / 86400;
const yearOf = (julian) => 2000 + (julian - 2451545) / 365.25;

/** Moment of new moon number k (0 = 6 January 2000) as a Julian date, universal time. */
function newMoon(k) {
  const t = k / 1236.85;
  const e = 1 - 0.002516 * t - 0.0000074 * t * t;
  const sun = 2.5534 + 29.1053567 * k - 0.0000014 * t * t;
  const moon = 201.5643 + 385.81693528 * k + 0.0107582 * t * t + 0.00001238 * t ** 3;
  const f = 160.7108 + 390.67050284 * k - 0.0016118 * t * t;
  const node = 124.7746 - 1.56375588 * k + 0.0020672 * t * t;
  const mean = 2451550.09766 + 29.530588861 * k + 0.00015437 * t * t - 0.00000015 * t ** 3;
  const main =
    -0.4072 * sin(moon) +
    0.17241 * e * sin(sun) +
    0.01608 * sin(2 * moon) +
    0.01039 * sin(2 * f) +
    0.00739 * e * sin(moon - sun) -
    0.00514 * e * sin(moon + sun) +
    0.00208 * e * e * sin(2 * sun) -
    0.00111 * sin(moon - 2 * f) -
    0.00057 * sin(moon + 2 * f) +
    0.00056 * e * sin(2 * moon + sun) -
    0.00042 * sin(3 * moon) +
    0.00042 * e * sin(sun + 2 * f) +
    0.00038 * e * sin(sun - 2 * f) -
    0.00024 * e * sin(2 * moon - sun) -
    0.00017 * sin(node) -
    0.00007 * sin(moon + 2 * sun) +
    0.00004 * sin(2 * moon - 2 * f) +
    0.00004 * sin(3 * sun) +
    0.00003 * sin(moon + sun - 2 * f) +
    0.00003 * sin(2 * moon + 2 * f) -
    0.00003 * sin(moon + sun + 2 * f) +
    0.00003 * sin(moon - sun + 2 * f) -
    0.00002 * sin(moon - sun - 2 * f) -
    0.00002 * sin(3 * moon + sun) +
    0.00002 * sin(4 * moon);
  const planets = [
    [0.000325, 299.77 + 0.107408 * k - 0.009173 * t * t],
    [0.000165, 251.88 + 0.016321 * k],
    [0.000164, 251.83 + 26.651886 * k],
    [0.000126, 349.42 + 36.412478 * k],
    [0.00011, 84.66 + 18.206239 * k],
    [0.000062, 141.74 + 53.303771 * k],
    [0.00006, 207.14 + 2.453732 * k],
    [0.000056, 154.84 + 7.30686 * k],
    [0.000047, 34.52 + 27.261239 * k],
    [0.000042, 207.19 + 0.121824 * k],
    [0.00004, 291.34 + 1.844379 * k],
    [0.000037, 161.72 + 24.198154 * k],
    [0.000035, 239.56 + 25.513099 * k],
    [0.000023, 331.55 + 3.592518 * k],
  ];
  const julian = mean + main + planets.reduce((sum, [size, angle]) => sum + size * sin(angle), 0);
  return julian - deltaT(yearOf(julian));
}

/** Apparent longitude of the sun in degrees, 0 … 360. */
function sunLongitude(julian) {
  const t = (julian + deltaT(yearOf(julian)) - 2451545) / 36525;
  const anomaly = 357.52911 + 35999.05029 * t - 0.0001537 * t * t;
  const centre =
    (1.914602 - 0.004817 * t - 0.000014 * t * t) * sin(anomaly) +
    (0.019993 - 0.000101 * t) * sin(2 * anomaly) +
    0.000289 * sin(3 * anomaly);
  const longitude =
    280.46646 + 36000.76983 * t + 0.0003032 * t * t + centre - 0.00569 - 0.00478 * sin(125.04 - 1934.136 * t);
  return ((longitude % 360) + 360) % 360;
}

/** The moment after `julian` at which the sun reaches `degrees`. */
function solarTerm(julian, degrees) {
  const ahead = (((degrees - sunLongitude(julian)) % 360) + 360) % 360;
  let moment = julian + (ahead / 360) * 365.2422;
  for (let i = 0; i < 6; ++i) {
    const off = ((((degrees - sunLongitude(moment) + 180) % 360) + 360) % 360) - 180;
    moment += (off / 360) * 365.2422;
  }
  return moment;
}

const close = [];
/** Days since 1970-01-01 in China of a moment; notes moments whose day could change by the error of `minutes`. */
function dayInChina(julian, minutes, what) {
  const days = julian - 2440587.5 + 8 / 24;
  const fromMidnight = Math.abs(days - Math.round(days)) * 1440;
  if (fromMidnight < minutes)
    close.push(`${what}: ${fromMidnight.toFixed(1)} minutes from midnight, ${iso(Math.floor(days))}`);
  return Math.floor(days);
}
const iso = (day) => new Date(day * 86400000).toISOString().slice(0, 10);
const julianOf = (year, month, day) => Date.UTC(year, month - 1, day) / 86400000 + 2440587.5;

/** First days of the lunar months from the eleventh of `year - 1` to that of `year`, with their numbers (leap ones as 0). */
function lunarMonths(year) {
  const solstice = (y) => dayInChina(solarTerm(julianOf(y, 12, 1), 270), 20, `winter solstice ${y}`);
  const [begin, end] = [solstice(year - 1), solstice(year)];
  const firsts = [];
  const about = Math.floor((year - 2000) * 12.3685) - 3;
  for (let k = about; k < about + 20; ++k) firsts.push(dayInChina(newMoon(k), 2, `new moon of ${year}`));
  const eleventh = firsts.findLastIndex((day) => day <= begin);
  const next = firsts.findLastIndex((day) => day <= end);
  let leapSeen = next - eleventh < 13;
  let number = 11;
  const months = [];
  for (let i = eleventh; i < next; ++i) {
    const nextTermMonth = Math.floor(sunLongitude(firsts[i + 1] + 2440587.5 - 8 / 24) / 30);
    const hasTerm = Math.floor(sunLongitude(firsts[i] + 2440587.5 - 8 / 24) / 30) !== nextTermMonth;
    if (!leapSeen && !hasTerm) {
      leapSeen = true;
      months.push({ first: firsts[i], number: 0 });
      continue;
    }
    months.push({ first: firsts[i], number });
    number = (number % 12) + 1;
  }
  return months;
}

const intl = new Intl.DateTimeFormat('en-u-ca-chinese', { month: 'numeric', day: 'numeric', timeZone: 'UTC' });
const rows = [];
for (let year = 2000; year <= 2050; ++year) {
  const months = lunarMonths(year);
  const first = (number) => months.find((month) => month.number === number).first;
  const festivals = {
    spring: first(1),
    qingming: dayInChina(solarTerm(julianOf(year, 3, 15), 15), 20, `Qingming ${year}`),
    dragonBoat: first(5) + 4,
    midAutumn: first(8) + 14,
  };
  for (const [name, text] of [
    ['spring', '1/1'],
    ['dragonBoat', '5/5'],
    ['midAutumn', '8/15'],
  ]) {
    const theirs = intl.format(festivals[name] * 86400000);
    if (theirs !== text) process.stderr.write(`ICU disagrees: ${name} ${iso(festivals[name])} is ${theirs} there\n`);
  }
  const cell = (day) => `{${Number(iso(day).slice(5, 7))}, ${Number(iso(day).slice(8))}}`;
  rows.push(`    {${Object.values(festivals).map(cell).join(', ')}},  // ${year}`);
}
process.stdout.write(rows.join('\n') + '\n');
for (const line of new Set(close)) process.stderr.write(`check by hand: ${line}\n`);
