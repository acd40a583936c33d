// Reading-line sentences, Chinese: keys as the engine emits them. Sorted, one line each.
export default {
  'reading.ahead': '截至{asOfDay}，{name}完成 {actualMinor}，进度达成率 {attainmentRatio}，领先 {gapMinor}。',
  'reading.behind': '截至{asOfDay}，{name}完成 {actualMinor}，进度达成率 {attainmentRatio}，落后 {gapMinor}。',
  'reading.largestExcess': '{name}超出上限最多：{gapMinor}，占全部超出的 {shareRatio}。',
  'reading.largestGap': '{name}缺口最大：差 {gapMinor}，占全部缺口的 {shareRatio}。',
  'reading.noTarget': '截至{asOfDay}，{name}完成 {actualMinor}。{period}尚未设定目标。',
  'reading.noTargetDown': '截至{asOfDay}，{name}完成 {actualMinor}，同比下降 {yoyRatio}。{period}尚未设定目标。',
  'reading.noTargetUp': '截至{asOfDay}，{name}完成 {actualMinor}，同比增长 {yoyRatio}。{period}尚未设定目标。',
  'reading.notBegun': '{period}自{firstDay}开始，{name}暂无可比数据。',
  'reading.onTarget': '截至{asOfDay}，{name}完成 {actualMinor}，恰好达到进度目标。',
  'reading.overLimit': '截至{asOfDay}，{name}为 {actualMinor}，超出进度上限 {gapMinor}（{attainmentRatio}）。',
  'reading.projectionMisses': '按当前节奏，{period}预计为 {projectionMinor}，偏离目标 {differenceMinor}（{projectionRatio}）。',
  'reading.projectionReaches': '按当前节奏，{period}预计为 {projectionMinor}，达到目标的 {projectionRatio}。',
  'reading.projectionShort': '按当前节奏，{period}将差 {differenceMinor}（预计达成 {projectionRatio}）。余下 {daysLeft} 个工作日需日均 {neededPerDayMinor}，目前日均 {perDayMinor}。',
  'reading.strongest': '各单位均未落后，{name}领先最多：{gapMinor}。',
  'reading.unattributed': '有 {rows, number} 行订单（{amountMinor}）未匹配到任何组织单元。',
  'reading.underLimit': '截至{asOfDay}，{name}为 {actualMinor}，低于进度上限 {gapMinor}（{attainmentRatio}）。',
};
