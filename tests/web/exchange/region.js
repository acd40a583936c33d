// A small region: a company with two cities of two dealers each. What belongs to the south says SECRET, its amounts begin with 666.
const MONTHS = 12;
const SET = 'revenue-2026-base';

/** @param {string} id @param {string} name @param {string | null} parent @param {string} [ownerId] */
const unit = (id, name, parent, ownerId) => ({
  id,
  name,
  ...(parent ? { parent } : {}),
  level: parent ? 'city' : 'company',
  ownerId,
});

/** @param {string} id @param {number} minor a month */
const leaf = (id, minor) => ({ id: `${SET}.${id}`, set: SET, unit: id, values: Array(MONTHS).fill(minor) });

/** @param {string} id @param {number} minor a month */
const held = (id, minor) => ({ id: `${SET}.${id}`, set: SET, unit: id, reserve: Array(MONTHS).fill(minor) });

/** @param {any[]} records @returns {Record<string, any>} */
const byId = (records) => Object.fromEntries(records.map((record) => [record.id, record]));

/** @param {{north?: string, wang?: string}} [names] of the city and the person whose part is cut */
export const region = ({ north = '上海', wang = '王强' } = {}) => ({
  format: 'sandtable-plan',
  version: '1.0',
  id: 'plan-1',
  revision: 3,
  meta: { name: '华东 2026', currency: 'CNY', minorDigits: 2, language: 'zh', note: 'SECRET note' },
  calendar: { fiscalYearStartMonth: 1, pattern: 'gregorian', weekRule: 'iso', workweek: [1, 2, 3, 4, 5], days: {} },
  settings: { orgLevels: ['city', 'channel'], factMappings: { x: { columns: { 'SECRET header': 'amount' } } } },
  collections: {
    metrics: { revenue: { id: 'revenue', name: null, measure: 'amount', unit: 'money', direction: 'up' } },
    products: { hood: { id: 'hood', name: '油烟机' } },
    people: byId([
      { id: 'boss', name: 'SECRET boss', unit: 'root' },
      { id: 'wang', name: wang, unit: 'north' },
      { id: 'zhao', name: 'SECRET Zhao', unit: 'south' },
    ]),
    orgUnits: byId([
      unit('root', '华东', null, 'boss'),
      unit('north', north, 'root', 'wang'),
      unit('n1', '经销商', 'north', 'wang'),
      unit('n2', '电商', 'north'),
      unit('south', 'SECRET city', 'root', 'zhao'),
      unit('s1', 'SECRET dealer', 'south', 'zhao'),
    ]),
    targetSets: {
      [SET]: { id: SET, metric: 'revenue', year: '2026', tier: 'base', grain: 'month', author: 'SECRET author' },
    },
    targets: byId([
      leaf('n1', 1000),
      leaf('n2', 2000),
      leaf('s1', 66_600),
      held('north', 0),
      held('south', 66_601),
      held('root', 500),
    ]),
  },
});

export const ROW = `${SET}.n1`;
export const SET_ID = SET;

/** The year of the region: leaf targets and reserves, worked out by hand: 12 × (1,000 + 2,000 + 66,600 + 66,601 + 500). */
export const YEAR_MINOR = 1_640_412;
