import { addYears } from '../domain/civilDate.ts';
import { calworksRecords, tellAid } from './aidStory.ts';
import type { AidSpell, CalworksRecords } from './aidStory.ts';
import type { Child, Family } from './family.ts';
import { drawAidOutline, drawSpell } from './outline.ts';
import type { CaseOutline } from './outline.ts';
import type { Span } from './story.ts';
import type { StoryBuilder } from './storyBuilder.ts';

/** What CalWORKs knows of a family with a case, by the road the case takes. */
export function tellFamilyAid(
  builder: StoryBuilder,
  family: Family,
  children: readonly Child[],
  outline: CaseOutline,
  away: Span | undefined,
  inRelativeHome: boolean,
): void {
  const { random, county } = builder;
  const { rates } = county;
  const records = calworksRecords(builder, [family.mother.ssn, ...children.map((child) => child.person.ssn)]);
  if (outline.isAided) tellParentsAid(builder, family, children, outline, away, records);
  if (inRelativeHome && away !== undefined && random.chance(rates.calworksRelativeCaretaker)) {
    const applied = away.from + random.between(5, 90);
    const granted = applied + random.between(3, 40);
    const youngest = Math.max(...children.map((child) => child.person.birth));
    const ends = Math.min(addYears(youngest, 18), away.until! + random.between(0, 200));
    if (ends > granted + 20) {
      tellAid(
        builder,
        family,
        { shape: 'relative', spells: [{ applied, granted, ends }], children },
        records,
      );
    }
  }
}

/** The parents' own case; children removed stay listed for up to six months, then aid ends (AB 135). */
function tellParentsAid(
  builder: StoryBuilder,
  family: Family,
  children: readonly Child[],
  { components, known, until: closed }: CaseOutline,
  away: Span | undefined,
  records: CalworksRecords,
): void {
  const { random, county } = builder;
  const { rates } = county;
  const opened = components[0]!.from;
  const before = random.between(known, opened);
  const reunited = away !== undefined && away.until! < closed ? away.until! : undefined;
  const spells: AidSpell[] = [];
  if (away === undefined) {
    const applied = random.chance(0.75) ? before : random.between(opened, Math.max(opened, closed - 30));
    const spell = drawSpell(applied, 22, random, { ...rates, denied: rates.denied / 2 });
    // Who was on aid before was still so when the case opened.
    spells.push(
      spell.granted !== undefined && spell.ends <= opened
        ? { ...spell, ends: opened + random.between(120, 900) }
        : spell,
    );
  } else {
    if (random.chance(reunited === undefined ? 1 : 0.6)) {
      const stop = away.from + random.between(15, 182);
      spells.push({ applied: before, granted: before + random.between(5, 19), ends: stop });
    }
    if (reunited !== undefined && (spells.length === 0 || random.chance(0.7))) {
      const applied = Math.max(reunited - random.between(0, 20), (spells.at(-1)?.ends ?? 0) + 5);
      spells.push({
        applied,
        granted: applied + random.between(3, 40),
        ends: applied + 60 + random.between(0, 700),
      });
    }
  }
  if (spells.length === 0) return;
  const { shape } = drawAidOutline(spells[0]!.applied, random, rates);
  tellAid(
    builder,
    family,
    {
      shape: shape === 'relative' ? 'one parent' : shape,
      spells,
      children: children.length < family.children.length ? family.children : children,
      ...(away === undefined ? {} : { away: () => [away] }),
    },
    records,
  );
}
