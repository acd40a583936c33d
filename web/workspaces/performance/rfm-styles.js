// The 5 × 5 customer grid and the list of segments.
import { css } from 'lit';

export const rfmStyles = css`
  .scroll.whole {
    max-height: none;
  }
  .left {
    display: grid;
    grid-template-columns: minmax(0, 1fr);
    gap: var(--st-space-4);
  }
  table.rfm {
    width: 100%;
    border-collapse: separate;
    border-spacing: 2px;
    table-layout: fixed;
    min-width: 420px;
    font-variant-numeric: tabular-nums;
  }
  .rfm th,
  .rfm .corner {
    padding: var(--st-space-1);
    color: var(--st-muted);
    font-size: var(--st-size-13);
    font-weight: 500;
    text-align: center;
  }
  .rfm tbody th {
    text-align: end;
  }
  .rfm td button {
    position: relative;
    display: grid;
    justify-items: center;
    gap: 0;
    width: 100%;
    min-height: 52px;
    padding: var(--st-space-1);
    border: 1px solid transparent;
    background: transparent;
    line-height: 1.3;
  }
  .rfm td button[aria-pressed='true'] {
    border-color: var(--st-ink);
    outline: 1px solid var(--st-ink);
  }
  .rfm td[class^='heat'] {
    padding: 0;
    border-radius: var(--st-radius);
    background: color-mix(in srgb, var(--st-series-1) var(--heat, 0%), var(--st-sunken));
  }
  .heat1 {
    --heat: 8%;
  }
  .heat2 {
    --heat: 16%;
  }
  .heat3 {
    --heat: 24%;
  }
  .heat4 {
    --heat: 32%;
  }
  .heat5 {
    --heat: 42%;
  }
  .segments {
    display: grid;
    gap: var(--st-space-1);
    margin: 0;
    padding: 0;
    list-style: none;
  }
  button.segment {
    display: grid;
    justify-items: start;
    justify-content: stretch;
    gap: 0;
    width: 100%;
    padding: var(--st-space-1) var(--st-space-2);
    border-color: transparent;
    text-align: start;
    white-space: normal;
    line-height: 1.45;
  }
  button.segment[aria-pressed='true'] {
    border-color: var(--st-accent);
    background: var(--st-accent-soft);
  }
  .segment .title {
    display: flex;
    flex-wrap: wrap;
    justify-content: space-between;
    gap: 0 var(--st-space-3);
    width: 100%;
  }
  .numbers {
    font-variant-numeric: tabular-nums;
  }
  .pages {
    margin-block-start: var(--st-space-2);
  }
`;
