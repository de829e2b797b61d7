import { comparisonLevels } from '../compare/comparisonKinds.ts';
import type { PlannedComparison } from '../compare/comparisonPlan.ts';
import type { EncodedRecords } from '../encode/encodedRecords.ts';
import type { Comparison, Level, Model } from '../model/model.ts';
import type { TrainedModel } from '../train/pairSpace.ts';

/** A trained model in the words that both modes share, so that one waterfall and one screen explain either. */
export function sharedModel(
  records: EncodedRecords,
  plan: readonly PlannedComparison[],
  passes: readonly { readonly name: string }[],
  trained: TrainedModel,
): Model {
  return {
    linkType: records.linkType === 'link' ? 'link_only' : 'dedupe_only',
    lambda: trained.lambda,
    comparisons: plan.map((comparison, c): Comparison => {
      const definitions = comparisonLevels[comparison.kind];
      const top = definitions.length - 1;
      const tested = definitions.map(({ label }, gamma): Level => {
        const isSame = gamma === top;
        return {
          label,
          role: gamma === 0 ? 'else' : 'test',
          m: trained.m[c]![gamma]!,
          u: trained.u[c]![gamma]!,
          fixM: false,
          fixU: false,
          ...(isSame ? { exactColumns: [comparison.name] } : {}),
          ...(isSame && comparison.termFrequency
            ? {
                termFrequency: {
                  column: comparison.name,
                  weight: 1,
                  minimumU: 0,
                  disableExactDetection: false,
                },
              }
            : {}),
        };
      });
      return {
        name: comparison.name,
        description: comparison.kind.replaceAll('_', ' '),
        columns: [comparison.name],
        levels: [{ label: 'missing', role: 'null', fixM: false, fixU: false }, ...tested.toReversed()],
      };
    }),
    blockingRules: passes.map(({ name }) => name),
  };
}
