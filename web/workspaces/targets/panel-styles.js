// What the side panels share: spacing, scrolling tables, lists of entries.
import { css } from 'lit';

export const panelStyles = css`
  :host {
    display: grid;
    gap: var(--st-space-3);
    align-content: start;
  }
  .scroll {
    max-height: 320px;
    overflow: auto;
  }
  tr.chosen td {
    background: var(--st-accent-soft);
  }
  .list {
    display: grid;
    gap: var(--st-space-2);
    margin: 0;
    padding: 0;
    list-style: none;
  }
  .list li {
    display: grid;
    padding-block-end: var(--st-space-2);
    border-block-end: 1px solid var(--st-line);
  }
`;
