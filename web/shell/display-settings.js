// Carries preferences and the plan's currency to where they take effect: language, theme, unit mode.
import { effect, signal } from '@preact/signals-core';
import { effectiveLanguage, preferences } from '../state/preferences.js';
import { session } from '../state/session.js';
import { currency, setLanguage, unitMode } from '../i18n/index.js';

const darkSystem = matchMedia('(prefers-color-scheme: dark)');
const systemIsDark = signal(darkSystem.matches);

/** @returns {() => void} stops */
export function followPreferences() {
  const onSystemTheme = () => (systemIsDark.value = darkSystem.matches);
  darkSystem.addEventListener('change', onSystemTheme);
  const stops = [
    effect(() => setLanguage(effectiveLanguage())),
    effect(() => {
      unitMode.value = preferences.unitMode.value;
    }),
    effect(() => {
      const choice = preferences.theme.value;
      const dark = choice === 'auto' ? systemIsDark.value : choice === 'dark';
      document.documentElement.dataset.theme = dark ? 'dark' : 'light';
    }),
    effect(() => {
      const { currency: code = 'CNY', minorDigits = 2 } = session.parts.meta;
      const shown = currency.peek();
      if (shown.code !== code || shown.minorDigits !== minorDigits) currency.value = { code, minorDigits };
    }),
    () => darkSystem.removeEventListener('change', onSystemTheme),
  ];
  return () => stops.forEach((stop) => stop());
}
