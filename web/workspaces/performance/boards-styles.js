// The grid of a board's cards and the template library.
import { css } from 'lit';

export const boardsStyles = css`
  .cards {
    display: grid;
    grid-template-columns: repeat(3, minmax(0, 1fr));
    gap: var(--st-space-4);
    align-items: stretch;
  }
  .card {
    grid-column: span var(--span);
    min-width: 0;
  }
  .arranging {
    user-select: none;
  }
  .card.held {
    z-index: 2;
    outline: 2px solid var(--st-accent);
    box-shadow: var(--st-shadow);
  }
  .library {
    display: grid;
    grid-template-columns: repeat(auto-fill, minmax(240px, 1fr));
    gap: var(--st-space-3);
    margin: 0;
    padding: 0;
    list-style: none;
  }
  .library button {
    display: grid;
    grid-template-rows: auto auto 1fr;
    justify-items: start;
    justify-content: start;
    gap: var(--st-space-1);
    width: 100%;
    height: 100%;
    padding: var(--st-space-3) var(--st-space-4);
    border-color: var(--st-line);
    text-align: start;
    white-space: normal;
    line-height: 1.45;
  }
  .kinds {
    align-self: end;
    color: var(--st-muted);
  }
  @media (max-width: 1080px) {
    .cards {
      grid-template-columns: minmax(0, 1fr);
    }
    .card {
      grid-column: auto;
    }
  }
`;
