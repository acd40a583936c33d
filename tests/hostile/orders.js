// An orders file in which every hostile name is a region, a city, a customer and a product somewhere.
import { MARK, NAMES } from './names.js';

const quoted = (/** @type {string} */ text) => `"${text.replaceAll('"', '""')}"`;

/** Two years of months. */
export function hostileOrders() {
  const names = Object.values(NAMES);
  const header = ['Order Date', 'Region', 'City', 'Customer Name', 'Product Name', 'Sales', 'Quantity'];
  const lines = [2024, 2025].flatMap((year) =>
    names.flatMap((name, i) =>
      Array.from({ length: 12 }, (_, month) => [
        `${year}-${String(month + 1).padStart(2, '0')}-10`,
        quoted(names[i % 6]),
        quoted(name),
        quoted(names[(i + 5) % names.length]),
        quoted(names[(i + 7) % names.length]),
        String(1000 + 10 * i + month),
        '1',
      ]),
    ),
  );
  return {
    name: `<img src=x onerror=document.documentElement.dataset.${MARK}=1> =CMD() \u202Egnp.csv`,
    mimeType: 'text/csv',
    buffer: Buffer.from([header, ...lines].map((line) => line.join(',')).join('\n')),
  };
}
