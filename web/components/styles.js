// Styles every screen part starts from: controls, tables, focus. Put first in `static styles`.
import { css } from 'lit';

export const base = css`
  :host {
    box-sizing: border-box;
  }
  :host([hidden]) {
    display: none !important;
  }
  *,
  *::before,
  *::after {
    box-sizing: border-box;
  }
  :focus-visible {
    outline: 2px solid var(--st-accent);
    outline-offset: 2px;
    border-radius: var(--st-radius);
  }
  h1,
  h2,
  h3,
  p {
    margin: 0;
  }
  h2 {
    font-size: var(--st-size-16);
    font-weight: 600;
  }
  h3 {
    font-size: var(--st-size-14);
    font-weight: 600;
  }
  a {
    color: var(--st-accent);
  }
  button,
  a.button {
    display: inline-flex;
    align-items: center;
    justify-content: center;
    gap: var(--st-space-2);
    min-height: var(--st-control);
    padding: 0 var(--st-space-3);
    border: 1px solid var(--st-line-strong);
    border-radius: var(--st-radius);
    background: var(--st-surface);
    color: var(--st-ink);
    font: inherit;
    line-height: 1.2;
    white-space: nowrap;
    cursor: pointer;
    text-decoration: none;
    transition: background-color var(--st-motion);
  }
  button:hover:not(:disabled),
  a.button:hover {
    background: var(--st-sunken);
  }
  button:disabled {
    color: var(--st-muted);
    border-color: var(--st-line);
    cursor: default;
  }
  button.primary,
  a.button.primary {
    border-color: var(--st-accent);
    background: var(--st-accent);
    color: var(--st-on-accent);
    font-weight: 600;
  }
  button.primary:hover:not(:disabled),
  a.button.primary:hover {
    background: var(--st-accent-strong);
  }
  button.primary:disabled {
    border-color: var(--st-line);
    background: var(--st-sunken);
    color: var(--st-muted);
  }
  button.quiet {
    border-color: transparent;
    background: transparent;
  }
  button.quiet:hover:not(:disabled) {
    background: var(--st-accent-soft);
  }
  button.icon {
    width: var(--st-control);
    padding: 0;
    border-color: transparent;
    background: transparent;
  }
  button.link {
    min-height: 0;
    padding: 0;
    border: 0;
    background: none;
    color: var(--st-accent);
    text-decoration: underline;
    text-underline-offset: 2px;
    white-space: normal;
    text-align: start;
  }
  input:not([type='checkbox'], [type='radio'], [type='range']),
  select,
  textarea {
    min-height: var(--st-control);
    padding: var(--st-space-1) var(--st-space-2);
    border: 1px solid var(--st-line-strong);
    border-radius: var(--st-radius);
    background: var(--st-surface);
    color: var(--st-ink);
    font: inherit;
    font-variant-numeric: tabular-nums;
  }
  input[type='checkbox'],
  input[type='radio'] {
    width: 16px;
    height: 16px;
    accent-color: var(--st-accent);
  }
  input[inputmode='decimal'],
  input.number {
    text-align: end;
  }
  ::placeholder {
    color: var(--st-muted);
    opacity: 1;
  }
  [aria-invalid='true'] {
    border-color: var(--st-bad);
  }
  table.data {
    width: 100%;
    border-collapse: collapse;
    font-variant-numeric: tabular-nums;
  }
  table.data th,
  table.data td {
    height: var(--st-row);
    padding: 0 var(--st-space-2);
    border-block-end: 1px solid var(--st-line);
    text-align: start;
    white-space: nowrap;
  }
  table.data th {
    position: sticky;
    inset-block-start: 0;
    z-index: 1;
    background: var(--st-surface);
    color: var(--st-muted);
    font-weight: 500;
    font-size: var(--st-size-13);
  }
  table.data tbody tr:hover td {
    background: var(--st-sunken);
  }
  table.data .number {
    text-align: end;
  }
  .muted {
    color: var(--st-muted);
  }
  .good {
    color: var(--st-good);
  }
  .watch {
    color: var(--st-watch);
  }
  .bad {
    color: var(--st-bad);
  }
  .small {
    font-size: var(--st-size-13);
  }
  .visually-hidden {
    position: absolute;
    width: 1px;
    height: 1px;
    margin: -1px;
    overflow: hidden;
    clip-path: inset(50%);
    white-space: nowrap;
  }
  @media (max-width: 640px) {
    a.button {
      min-height: 44px;
    }
  }
`;

/** Controls in a row: choices with their labels, boxes to tick, what belongs to the far end. */
export const toolbar = css`
  .bar {
    display: flex;
    flex-wrap: wrap;
    align-items: center;
    gap: var(--st-space-2) var(--st-space-4);
  }
  .inline {
    display: inline-flex;
    align-items: center;
    gap: var(--st-space-2);
    color: var(--st-muted);
  }
  .inline select {
    min-width: 0;
    max-width: 200px;
  }
  .check {
    display: inline-flex;
    align-items: center;
    gap: var(--st-space-2);
    min-height: var(--st-control);
  }
  .end {
    margin-inline-start: auto;
  }
  @media (max-width: 640px) {
    .inline {
      flex-wrap: wrap;
    }
    .check {
      min-height: 44px;
    }
  }
`;

/** A sheet that lies on the desk: a bordered surface. */
export const sheet = css`
  .sheet {
    padding: var(--st-space-4);
    border: 1px solid var(--st-line);
    border-radius: var(--st-radius);
    background: var(--st-surface);
  }
`;
