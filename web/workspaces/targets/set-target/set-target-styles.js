// Layout of the set-target drawer and its form.
import { css } from 'lit';

export const drawerStyles = css`
  .body {
    display: grid;
    grid-template-columns: minmax(0, 1fr);
    gap: var(--st-space-4);
  }
  section {
    display: grid;
    grid-template-columns: minmax(0, 1fr);
    gap: var(--st-space-2);
    padding-block-start: var(--st-space-3);
    border-block-start: 1px solid var(--st-line);
  }
  .actions {
    position: sticky;
    inset-block-end: calc(-1 * var(--st-space-4));
    display: flex;
    justify-content: flex-end;
    gap: var(--st-space-2);
    margin: 0 calc(-1 * var(--st-space-4)) calc(-1 * var(--st-space-4));
    padding: var(--st-space-3) var(--st-space-4);
    border-block-start: 1px solid var(--st-line);
    background: var(--st-surface);
  }
`;

export const formStyles = css`
  :host {
    display: grid;
    grid-template-columns: minmax(0, 1fr);
    gap: var(--st-space-3);
  }
  .row {
    display: grid;
    grid-template-columns: repeat(auto-fit, minmax(180px, 1fr));
    gap: var(--st-space-3);
    align-items: start;
  }
  .group {
    display: grid;
    gap: var(--st-space-1);
    justify-items: start;
  }
  .group > * {
    max-width: 100%;
  }
  .group .row,
  .group details,
  .group st-season-editor {
    width: 100%;
  }
  .meaning {
    display: flex;
    flex-wrap: wrap;
    gap: var(--st-space-1) var(--st-space-3);
  }
  fieldset {
    margin: 0;
    padding: 0;
    border: 0;
  }
  legend {
    padding: 0;
    color: var(--st-muted);
    font-size: var(--st-size-13);
  }
  .years {
    display: flex;
    flex-wrap: wrap;
    gap: var(--st-space-1) var(--st-space-4);
  }
  .years label,
  .check {
    display: inline-flex;
    align-items: center;
    gap: var(--st-space-2);
    min-height: var(--st-control);
  }
  .grid {
    display: grid;
    grid-template-columns: repeat(auto-fill, minmax(140px, 1fr));
    gap: var(--st-space-2);
    margin-block-start: var(--st-space-1);
  }
  summary {
    color: var(--st-accent);
    cursor: pointer;
  }
`;
