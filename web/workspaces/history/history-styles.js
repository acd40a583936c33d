// Styles the lists of the history share.
import { css } from 'lit';

export const listStyles = css`
  :host {
    display: grid;
    grid-template-columns: minmax(0, 1fr);
    gap: var(--st-space-3);
  }
  .scroll {
    overflow-x: auto;
    border: 1px solid var(--st-line);
    border-radius: var(--st-radius);
    background: var(--st-surface);
  }
  table.data td {
    max-width: 340px;
    padding-block: var(--st-space-1);
    white-space: normal;
    min-width: 88px;
    overflow-wrap: break-word;
    line-height: 1.4;
  }
  table.data td.number,
  table.data td.moment {
    white-space: nowrap;
  }
  tr.part td {
    background: var(--st-sunken);
  }
  tr.part td:first-child {
    padding-inline-start: var(--st-space-6);
  }
  button.link {
    color: inherit;
  }
`;
