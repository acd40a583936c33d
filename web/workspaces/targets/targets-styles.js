// Layout of the targets workspace: toolbar, grid with its bars, side panel, phone list.
import { css } from 'lit';

export const toolbarStyles = css`
  :host {
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
    white-space: nowrap;
  }
  .panels {
    display: inline-flex;
    margin-inline-start: auto;
  }
  .panels [aria-pressed='true'] {
    background: var(--st-accent-soft);
    color: var(--st-accent-strong);
    font-weight: 600;
  }
  @media (max-width: 640px) {
    .look,
    .panels {
      display: none;
    }
  }
`;

export const workspaceStyles = css`
  a.button {
    display: inline-flex;
    align-items: center;
    min-height: var(--st-control);
    padding: 0 var(--st-space-3);
    border-radius: var(--st-radius);
    background: var(--st-accent);
    color: var(--st-on-accent);
    font-weight: 600;
    text-decoration: none;
  }
  .reading-link {
    color: inherit;
    text-decoration-color: var(--st-line-strong);
    text-underline-offset: 4px;
  }
`;

export const boardStyles = css`
  :host {
    display: grid;
    grid-template-columns: minmax(0, 1fr);
    gap: var(--st-space-4);
  }
  :host(.with-panel) {
    grid-template-columns: minmax(0, 1fr) minmax(340px, 400px);
  }
  .main {
    display: flex;
    flex-direction: column;
    gap: var(--st-space-2);
    min-width: 0;
    height: max(420px, calc(100dvh - 300px));
  }
  st-targets-grid {
    flex: 1;
    min-height: 200px;
  }
  st-cell-bar {
    flex: none;
  }
  st-change-preview {
    flex: none;
    max-height: 55%;
    overflow: auto;
  }
  aside {
    min-width: 0;
    max-height: max(420px, calc(100dvh - 300px));
    overflow: auto;
  }
  @media (max-width: 1100px) {
    :host(.with-panel) {
      grid-template-columns: minmax(0, 1fr);
    }
    aside {
      max-height: none;
    }
  }
  @media (max-width: 640px) {
    .main {
      height: auto;
    }
  }
`;
