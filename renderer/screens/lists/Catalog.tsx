import type { ReactNode } from 'react';
import type { ListView } from '../../../src/app/contract/lists.ts';
import { counted } from '../../format/counts.ts';
import { listStateWords } from './listStateWords.ts';

interface CatalogProps {
  readonly lists: readonly ListView[];
  readonly chosen: string;
  readonly onChoose: (listId: string) => void;
}

/** The lists that the county keeps. */
export function Catalog({ lists, chosen, onChoose }: CatalogProps): ReactNode {
  return (
    <nav className="catalog" aria-label="Lists">
      <ul>
        {lists.map((list) => (
          <li key={list.listId}>
            <button
              type="button"
              className="catalog-item"
              aria-current={list.listId === chosen ? 'true' : undefined}
              onClick={() => onChoose(list.listId)}
            >
              <span className="catalog-title">{list.title}</span>
              <span className="muted small">
                {listStateWords[list.state]}
                {list.state === 'none' ? '' : ` · ${counted(list.rows, 'row', 'rows')}`}
              </span>
              <span className="muted small">{list.requirement}</span>
            </button>
          </li>
        ))}
      </ul>
    </nav>
  );
}
