// Seeded order lines as a sales system exports them: 12 columns, three years by date, about three lines an order, quoted and
// Chinese names, customers after Zipf. The same bytes for the same number of rows, everywhere: node bench/order-lines.js ROWS FILE.
import { closeSync, existsSync, mkdirSync, openSync, renameSync, statSync, writeSync } from 'node:fs';
import { dirname } from 'node:path';
import { fileURLToPath } from 'node:url';

export const REGIONS = ['华东', '华南', '华北', '西南', '西北', '东北'];
export const CHANNELS = ['直销', '经销', '电商', 'KA, 连锁', '团购'];
const LINE_NAMES = words('电饭煲 净水器 豆浆机 空气炸锅 电热水壶 油烟机 燃气灶 洗碗机 扫地机 吸尘器 加湿器 电风扇');
const CITY_NAMES = [
  ...words('上海 南京 苏州 杭州 宁波 合肥 福州 厦门 南昌 济南'),
  ...words('广州 深圳 佛山 东莞 珠海 中山 惠州 南宁 海口 柳州'),
  ...words('北京 天津 石家庄 太原 唐山 保定 郑州 洛阳 青岛 烟台'),
  ...words('重庆 成都 贵阳 昆明 拉萨 绵阳 宜宾 遵义 大理 曲靖'),
  ...words('西安 兰州 银川 西宁 咸阳 宝鸡 天水 汉中 喀什 伊宁'),
  ...words('沈阳 大连 长春 哈尔滨 吉林 鞍山 锦州 大庆 丹东 延吉'),
];
const GIVEN = [...'伟芳娜敏静丽强磊军洋勇艳杰娟涛明超霞平刚'];
const FAMILY = [...'王李张刘陈杨赵黄周吴徐孙胡朱高'];

export const PRODUCT_LINES = LINE_NAMES.map((name, i) => (i % 4 === 3 ? `${name} "Pro"` : name));
/** Every third city carries a comma. */
export const CITIES = CITY_NAMES.map((name, i) => (i % 3 === 2 ? `${name}, ${REGIONS[Math.floor(i / 10)]}` : name));
const REPS = Array.from({ length: 300 }, (_, i) => `${FAMILY[i % 15]}${GIVEN[Math.floor(i / 15)]}${pad(i, 3)}`);
const SKUS = Array.from({ length: 800 }, (_, i) => `K-${pad(i, 4)}`);

const FIRST_DAY = Date.UTC(2022, 0, 1) / 86_400_000;
export const DAYS = 1096; // 2022, 2023 and 2024
export const LAST_DAY = '2024-12-31';
const HEADER = 'order_id,order_date,region,city,channel,rep,product_line,sku,customer_id,qty,amount,margin\n';

/** @param {string} list */
function words(list) {
  return list.split(' ');
}

/** @param {number} number @param {number} width */
function pad(number, width) {
  return String(number).padStart(width, '0');
}

/** @param {string} text */
const quoted = (text) => (/[",]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text);

/** sfc32, Chris Doty-Humphrey's small fast counter. @param {number} seed @returns {() => number} 0 ≤ x < 1 */
function random(seed) {
  let [a, b, c, counter] = [0x9e3779b9, 0x243f6a88, 0xb7e15162, seed];
  const next = () => {
    const sum = (a + b + counter++) | 0;
    a = b ^ (b >>> 9);
    b = (c + (c << 3)) | 0;
    c = ((c << 21) | (c >>> 11)) + sum;
    c |= 0;
    return (sum >>> 0) / 4_294_967_296;
  };
  for (let i = 0; i < 15; i += 1) next();
  return next;
}

/** @param {number} cents */
const money = (cents) => `${cents < 0 ? '-' : ''}${Math.floor(Math.abs(cents) / 100)}.${pad(Math.abs(cents) % 100, 2)}`;

/** The file in pieces of text, with its header. @param {number} rows @returns {Generator<string>} */
export function* orderLines(rows) {
  const draw = random(20_220_101);
  const below = (/** @type {number} */ n) => Math.floor(draw() * n);
  const customers = Math.max(1, Math.floor(rows / 25));
  const [regions, channels, cities, productLines] = [REGIONS, CHANNELS, CITIES, PRODUCT_LINES].map((l) =>
    l.map(quoted),
  );
  const dates = Array.from({ length: DAYS }, (_, i) =>
    new Date((FIRST_DAY + i) * 86_400_000).toISOString().slice(0, 10),
  );
  const prices = Array.from({ length: SKUS.length }, () => 2_000 + below(60_000));

  yield HEADER;
  let text = '';
  for (let row = 0, order = 1; row < rows; order += 1) {
    const date = dates[Math.floor((row / rows) * DAYS)];
    const rep = below(REPS.length);
    const city = Math.floor(rep / 5);
    const customer = Math.floor(customers ** draw()); // ranks 1, 2, 3 … after Zipf
    const channel = Math.min(4, Math.floor(draw() ** 1.3 * 5));
    const head = `O${pad(order, 7)},${date},${regions[Math.floor(city / 10)]},${cities[city]},${channels[channel]},${REPS[rep]},`;
    for (let left = Math.min(1 + below(5), rows - row); left > 0; left -= 1, row += 1) {
      const sku = Math.floor(draw() ** 1.5 * SKUS.length);
      const quantity = 1 + Math.floor(20 * draw() ** 2);
      const cents = quantity * Math.round(prices[sku] * (0.8 + 0.4 * draw()));
      const margin = Math.round(cents * (0.5 * draw() - 0.08));
      text += `${head}${productLines[Math.floor((sku * 12) / 800)]},${SKUS[sku]},C${pad(customer, 6)},${quantity},${money(cents)},${money(margin)}\n`;
    }
    if (text.length > 1 << 20) {
      yield text;
      text = '';
    }
  }
  yield text;
}

/** Writes the file unless it is there. @param {string} path @param {number} rows @returns {number} its bytes */
export function writeOrderLines(path, rows) {
  if (!existsSync(path)) {
    mkdirSync(dirname(path), { recursive: true });
    const file = openSync(`${path}.part`, 'w');
    for (const text of orderLines(rows)) writeSync(file, text);
    closeSync(file);
    renameSync(`${path}.part`, path); // a run that was broken off leaves no short file behind
  }
  return statSync(path).size;
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  const [rows, path] = process.argv.slice(2);
  if (!(Number(rows) > 0) || !path) throw new Error('node bench/order-lines.js ROWS FILE');
  console.log(`${path}: ${writeOrderLines(path, Number(rows)).toLocaleString('en')} bytes`);
}
