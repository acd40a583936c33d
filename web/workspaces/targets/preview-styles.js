// The preview bar: docked under the grid, floats over nothing.
import { css } from 'lit';

export const previewStyles = css`
  :host {
    display: block;
  }
  .bar {
    display: grid;
    gap: var(--st-space-2);
    padding: var(--st-space-3) var(--st-space-4);
    border: 1px solid var(--st-accent);
    border-radius: var(--st-radius);
    background: var(--st-surface);
  }
  .head {
    display: flex;
    flex-wrap: wrap;
    align-items: baseline;
    gap: var(--st-space-1) var(--st-space-4);
  }
  .moves {
    display: grid;
    grid-template-columns: repeat(auto-fill, minmax(300px, 1fr));
    gap: 2px var(--st-space-6);
    margin: var(--st-space-1) 0 0;
    padding: 0;
    list-style: none;
  }
  .moves li {
    display: flex;
    justify-content: space-between;
    gap: var(--st-space-3);
    border-block-end: 1px solid var(--st-line);
  }
  .moves .name {
    min-width: 0;
    overflow: hidden;
    text-overflow: ellipsis;
    white-space: nowrap;
  }
  .moves .figures {
    flex: none;
    font-variant-numeric: tabular-nums;
  }
  .moves .above .name,
  .moves .edited .name {
    font-weight: 600;
  }
  .controls {
    display: flex;
    flex-wrap: wrap;
    align-items: center;
    gap: var(--st-space-2);
  }
  .absorb {
    display: inline-flex;
    align-items: center;
    gap: var(--st-space-2);
  }
  .reason {
    flex: 1 1 180px;
    min-width: 120px;
  }
`;
