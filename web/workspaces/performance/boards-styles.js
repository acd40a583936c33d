// The grid of a board's cards and the template library.
import { css } from 'lit';

export const boardsStyles = css`
  .cards {
    display: grid;
    grid-template-columns: repeat(3, minmax(0, 1fr));
    gap: var(--st-space-4);
    align-items: start;
  }
  .card {
    position: relative;
    grid-column: span var(--span);
    min-width: 0;
  }
  .card.over {
    outline: 2px solid var(--st-accent);
  }
  .tools {
    display: flex;
    justify-content: flex-end;
    height: 0;
  }
  .tools st-menu {
    position: relative;
    inset-block-start: -10px;
    inset-inline-end: -10px;
    cursor: grab;
  }
  .card st-board-card {
    padding-inline-end: var(--st-space-5);
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
    justify-items: start;
    justify-content: start;
    align-content: start;
    gap: var(--st-space-1);
    width: 100%;
    height: 100%;
    padding: var(--st-space-3) var(--st-space-4);
    border-color: var(--st-line);
    text-align: start;
    white-space: normal;
    line-height: 1.45;
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
