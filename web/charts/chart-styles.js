// The frame around a chart: finding, measure, tools, table view.
import { css } from 'lit';

/** The quiet buttons beside a chart's title. */
export const chartButton = css`
  button {
    min-height: 24px;
    padding: 0 var(--st-space-2);
    border: 1px solid transparent;
    border-radius: var(--st-radius);
    background: none;
    color: var(--st-muted);
    font: inherit;
    font-size: var(--st-size-13);
    white-space: nowrap;
    cursor: pointer;
  }
  button:hover:not(:disabled),
  button[aria-pressed='true'],
  button[aria-expanded='true'] {
    background: var(--st-accent-soft);
    color: var(--st-ink);
  }
  button:disabled {
    cursor: default;
    opacity: 0.6;
  }
  :focus-visible {
    outline: 2px solid var(--st-accent);
    outline-offset: 2px;
  }
  @media (max-width: 640px) {
    button {
      min-height: 44px;
    }
  }
`;

export const chartStyles = css`
  ${chartButton}
  :host {
    display: block;
    min-width: 0;
  }
  figure {
    margin: 0;
  }
  figcaption {
    display: flex;
    gap: var(--st-space-3);
    align-items: flex-start;
    margin-block-end: var(--st-space-2);
  }
  .titles {
    flex: 1;
    min-width: 0;
  }
  h2,
  p {
    margin: 0;
  }
  h2 {
    font-size: var(--st-size-14);
    font-weight: 600;
  }
  p {
    color: var(--st-muted);
    font-size: var(--st-size-13);
  }
  .tools {
    display: flex;
    flex: none;
    gap: var(--st-space-1);
  }
  .canvas {
    width: 100%;
  }
  .table {
    overflow: auto;
  }
  table {
    width: 100%;
    border-collapse: collapse;
    font-size: var(--st-size-13);
    font-variant-numeric: tabular-nums;
  }
  th,
  td {
    padding: var(--st-space-1) var(--st-space-2);
    border-block-end: 1px solid var(--st-line);
    text-align: start;
  }
  th {
    position: sticky;
    inset-block-start: 0;
    background: var(--st-surface);
    color: var(--st-muted);
    font-weight: 500;
  }
  .number {
    text-align: end;
  }
  @media print {
    .tools {
      display: none;
    }
  }
`;
