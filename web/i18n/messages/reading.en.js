// Reading-line sentences, English: keys as the engine emits them. Sorted, one line each.
export default {
  'reading.ahead': '{name} has {actualMinor} by {asOfDay}: {attainmentRatio} of its target to date, {gapMinor} ahead.',
  'reading.behind': '{name} has {actualMinor} by {asOfDay}: {attainmentRatio} of its target to date, {gapMinor} behind.',
  'reading.largestExcess': '{name} is furthest over its limit, by {gapMinor}: {shareRatio} of all excess.',
  'reading.largestGap': '{name} is furthest behind, by {gapMinor}: {shareRatio} of all shortfalls.',
  'reading.noTarget': '{name} has {actualMinor} by {asOfDay}. No target is set for {period}.',
  'reading.noTargetDown': '{name} has {actualMinor} by {asOfDay}, {yoyRatio} below last year. No target is set for {period}.',
  'reading.noTargetUp': '{name} has {actualMinor} by {asOfDay}, {yoyRatio} above last year. No target is set for {period}.',
  'reading.notBegun': '{period} begins on {firstDay}; {name} has nothing to compare yet.',
  'reading.onTarget': '{name} has {actualMinor} by {asOfDay}, exactly its target to date.',
  'reading.overLimit': '{name} is at {actualMinor} by {asOfDay}, {gapMinor} over its limit to date ({attainmentRatio}).',
  'reading.projectionMisses': 'At this pace {period} ends at {projectionMinor}, {differenceMinor} off its target ({projectionRatio}).',
  'reading.projectionReaches': 'At this pace {period} ends at {projectionMinor}, {projectionRatio} of its target.',
  'reading.projectionShort': 'At this pace {period} ends {differenceMinor} short ({projectionRatio}). Reaching the target takes {neededPerDayMinor} a working day for {daysLeft, plural, one {# day} other {# days}}; so far it was {perDayMinor}.',
  'reading.strongest': 'Nobody is behind; {name} leads by {gapMinor}.',
  'reading.unattributed': '{rows, plural, one {# order line} other {# order lines}} ({amountMinor}) match no unit of the organisation.',
  'reading.underLimit': '{name} is at {actualMinor} by {asOfDay}, {gapMinor} under its limit to date ({attainmentRatio}).',
};
