import { useState } from 'react';
import type { ReactNode } from 'react';
import type { Input } from '../../../src/app/contract/contract.ts';
import type { SourceFileView } from '../../../src/app/contract/intake.ts';
import { useCommand } from '../../api/useCommand.ts';
import { Action } from '../../components/Action.tsx';
import { Picker } from '../../components/Picker.tsx';
import { Problem } from '../../components/Problem.tsx';
import { useFileChanged } from './useFileChanged.ts';

const ways = [
  { id: 'look', label: 'found by looking' },
  { id: 'comma', label: 'commas' },
  { id: 'tab', label: 'tabs' },
  { id: 'vertical bar', label: 'vertical bars' },
  { id: 'semicolon', label: 'semicolons' },
  { id: 'fixed', label: 'fixed columns' },
] as const;
export type Way = (typeof ways)[number]['id'];
const delimiters = { look: null, comma: ',', tab: '\t', 'vertical bar': '|', semicolon: ';' } as const;

interface WrittenAsProps {
  readonly file: SourceFileView;
  readonly grant: string;
  readonly way: Way;
  readonly onWay: (way: Way) => void;
}

/** How a file is written, when looking did not find it: delimiter or fixed columns, and where the names stand. */
export function WrittenAs({ file, grant, way, onWay }: WrittenAsProps): ReactNode {
  const fileChanged = useFileChanged();
  const shape = useCommand('intake.shape');
  const [line, setLine] = useState(1);
  const [sheet, setSheet] = useState('');
  const isWorkbook = file.format === 'workbook';
  const format = (): Input<'intake.shape'>['format'] =>
    isWorkbook
      ? { type: 'workbook', sheet: sheet.trim() === '' ? null : sheet.trim(), headerRow: line }
      : { type: 'delimited', delimiter: way === 'fixed' ? null : delimiters[way], headerLine: line };
  const onRead = (): void =>
    shape.mutate({ grant, file: file.file, format: format() }, { onSuccess: fileChanged });
  return (
    <div className="written-as">
      {isWorkbook ? (
        <label className="written-part">
          <span>Sheet</span>
          <input
            className="text-input"
            value={sheet}
            maxLength={100}
            placeholder="the first one"
            onChange={(event) => setSheet(event.target.value)}
          />
        </label>
      ) : (
        <div className="written-part">
          <span>Columns are parted by</span>
          <Picker label="Columns are parted by" items={ways} chosen={way} onChoose={onWay} />
        </div>
      )}
      {way === 'fixed' ? null : (
        <>
          <label className="written-part">
            <span>{isWorkbook ? 'Row' : 'Line'} of the column names</span>
            <input
              className="text-input is-number"
              type="number"
              min={1}
              max={1000}
              value={line}
              onChange={(event) => setLine(Math.max(1, event.target.valueAsNumber || 1))}
            />
          </label>
          <Action isPending={shape.isPending} onPress={onRead}>
            Read it so
          </Action>
        </>
      )}
      {shape.isError ? <Problem what="The file could not be read so." failure={shape.error} /> : null}
    </div>
  );
}

/** The way in which a file is read now. */
export const wayOf = ({ format, partedBy }: SourceFileView): Way =>
  format === 'fixed' ? 'fixed' : (ways.find(({ id }) => id === partedBy)?.id ?? 'look');
