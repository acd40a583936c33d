// Error texts, English: keys are the error codes of core and page. Sorted, one line each. Nothing but texts.
export default {
  'actuals.missing_dimension':
    'The data has no column for “{dimension}”, which the organisation is built on. Map that column when importing, or choose other levels.',
  'actuals.missing_measure': 'The data has no column for “{measure}”. Import it with that column mapped.',
  'actuals.unknown_measure': '“{measure}” is not a measure of the data.',
  'actuals.unknown_unit': 'The organisation has no unit “{unit}”.',
  'calendar.bad_day': '“{value}” is not a day. Write it as 2026-03-05.',
  'calendar.bad_day_entry': 'This special day is not described completely: it must say whether the day is worked.',
  'calendar.bad_pattern':
    '“{value}” is not a way to cut a year into months. Choose calendar months, 4-4-5, 4-5-4 or 5-4-4.',
  'calendar.bad_period': '“{value}” is not a period. Write 2026, 2026-Q1, 2026-03 or 2026-W09.',
  'calendar.bad_start_month': 'The fiscal year must start in a month from 1 to 12, not {value}.',
  'calendar.bad_week_rule': 'Choose how weeks are counted: ISO (from Monday) or from Sunday.',
  'calendar.bad_workweek': 'The working week must name at least one weekday, 1 (Monday) to 7 (Sunday), each once.',
  'calendar.does_not_nest': '{period} cannot be divided into whole periods of this length.',
  'calendar.no_holiday_data': 'Holidays are known for {from} to {to} only.',
  'calendar.no_such_period': 'The plan’s calendar has no period {period}.',
  'calendar.not_an_object': 'The plan’s calendar cannot be read.',
  'engine.crashed': 'The engine stopped unexpectedly and was restarted; your plan is intact. Try again.',
  'engine.not_loaded': 'The engine could not be loaded. Check the connection and try again.',
  'engine.not_restored':
    'The engine was restarted but your plan could not be put back into it. Reload the page: the plan is safe in this browser.',
  'engine.not_started': 'The engine did not start in this browser. Use a current Chrome, Edge, Firefox or Safari.',
  'engine.out_of_memory':
    'There was not enough memory for this. The engine was restarted and your plan is intact; try with fewer rows or close other tabs.',
  'engine.unknown_column': 'A result was no longer available. Try again.',
  'facts.bad_date': 'This is not a date.',
  'facts.bad_mapping': 'The column mapping is not understood at “{field}”.',
  'facts.bad_number': 'This is not a number.',
  'facts.broken_quote': 'A closing quote is followed by more text.',
  'facts.date_order_ambiguous':
    'The dates in “{column}” can be read in more than one way. Choose the order of day, month and year.',
  'facts.date_order_by_plausibility':
    'Two-digit years: the dates in “{column}” were read in the order {order}, the only one that does not spread sales over decades.',
  'facts.date_order_conflict':
    'The dates in “{column}” contradict each other: no single order of day and month fits them all.',
  'facts.decimal_assumed':
    'Numbers such as {sample} were read with a decimal point. If the comma is the decimal mark, say so in the mapping.',
  'facts.decimal_mixed':
    'Some numbers use a decimal point, some a decimal comma. They were read with “{decimal}”; the others are among the rejected rows.',
  'facts.empty': 'The file holds no data.',
  'facts.field_twice': 'More than one column is mapped to “{field}”.',
  'facts.header_unit': 'The header “{header}” names a unit; its numbers were multiplied accordingly.',
  'facts.import_complete': 'This import is already complete. Start a new one for more data.',
  'facts.missing_day': 'The row has no date.',
  'facts.missing_required': 'No column is mapped to “{field}”, which every import needs.',
  'facts.month_only_dates': '{rows} rows name a month without a day; they count on the first of that month.',
  'facts.no_preview': 'Saved data being restored has no preview.',
  'facts.no_such_table': 'There is no imported data named “{table}”.',
  'facts.no_valid_rows': 'No row could be imported: all {rejected} were rejected. Check the column mapping.',
  'facts.not_text': 'This is not a text file with columns. Save it as CSV and try again.',
  'facts.not_utf8': 'The file is not encoded in UTF-8 (first at byte {byteOffset}). Save it as CSV UTF-8.',
  'facts.nul_byte': 'The row contains a NUL byte.',
  'facts.number_overflow': 'This number is too large.',
  'facts.ragged_row': 'The row has more or fewer cells than the header.',
  'facts.repeated_header': 'The header is repeated here.',
  'facts.snapshot_corrupt': 'The saved data is damaged and cannot be restored. Import the file again.',
  'facts.snapshot_newer': 'The data was saved by a newer version of Sandtable. Update to open it.',
  'facts.sum_overflow': 'The numbers in “{header}” are too large to add up. Check the decimal mark and the unit.',
  'facts.too_large': 'The file is too large for this browser’s memory. Import it in parts.',
  'facts.total_row': 'A total, not an order line.',
  'facts.unclosed_quote': 'A quote is opened here and never closed.',
  'facts.unknown_column': 'The file has no column “{header}”.',
  'facts.unknown_field': '“{field}” is not a field.',
  'facts.unknown_import': 'This import is no longer open. Start it again.',
  'file.embedded_damaged':
    'The data inside this plan file is damaged (table {table}). Ask for the file again, or open a copy saved without data.',
  'file.empty': '{name} is empty.',
  'file.not_a_plan':
    'This is not a Sandtable plan file. Plan files end in .sandtable.json; for a sales export use Data.',
  'file.not_json': 'This file cannot be read as a plan: it is damaged or was cut short. Ask for the file again.',
  'file.not_written':
    '{name} could not be written. Check that the folder still exists and is not read-only, or save under another name.',
  'file.too_large':
    '{name} is {megabytes} MB; plan files up to {limitMegabytes} MB can be opened. Save it again without data and import the sales export separately.',
  'file.unreadable': '{name} could not be read. It may have been moved or deleted since you chose it.',
  'money.bad_weight': 'A weight is negative or not a number (position {index}).',
  'money.not_finite': 'An amount is not a number.',
  'money.nothing_to_split_over': 'There is nothing to split the amount over.',
  'money.overflow': 'The amount is too large.',
  'page.unexpected': 'Something unexpected happened in the page: {detail}. Your saved plan is not affected.',
  'performance.no_facts': 'There are no order lines in “{table}” yet. Import a sales export first.',
  'performance.no_organisation':
    'The plan has no organisation yet, so actuals belong to nobody. Build it from the data or by hand.',
  'performance.no_period': 'Choose a period to look at.',
  'performance.no_plan': 'No plan is open.',
  'performance.no_such_field': 'There is no figure called “{field}” to explain.',
  'performance.no_such_metric': 'The plan has no metric “{metric}”.',
  'performance.no_such_unit': 'The organisation has no unit “{unit}”. It may have been removed.',
  'performance.not_measured': '“{metric}” is not measured from order lines, so there are no actuals to compare.',
  'performance.sum_too_large':
    'The sum of “{measure}” is too large to show exactly. Check the column for wrong values.',
  'plan.none_open': 'No plan is open. Open or create one first.',
  'plan.nothing_to_redo': 'There is nothing to redo.',
  'plan.nothing_to_undo': 'There is nothing to undo.',
  'sample.bad_as_of': 'The last day must lie in {year}.',
  'sample.bad_language': 'The sample has no names in “{language}”; choose Chinese or English.',
  'sample.bad_rows': 'The number of order lines must lie between {min, number} and {max, number}.',
  'sample.bad_seed': 'The seed must be a whole number of 0 or more.',
  'sample.bad_year': 'The year must lie between {min} and {max}.',
  'stats.bad_cell': 'A value in row {row}, column {column} is negative or not a number.',
  'stats.bad_shape': 'The numbers given do not fit together in size.',
  'stats.bad_total': 'A total is negative or too large.',
  'stats.season_bad_length': 'The number of periods per year is not valid.',
  'stats.season_bad_value': 'The history holds an infinite number (position {index}).',
  'stats.season_festival_constant':
    'The festival fell in the same place in all years given, so its effect cannot be estimated.',
  'stats.season_no_sales': 'The history has no sales to take a seasonal pattern from.',
  'stats.season_too_short':
    'A seasonal pattern needs at least one full year of history ({needed} periods); there are {given}.',
  'stats.totals_disagree': 'The totals of rows and columns differ: {rows} and {columns}.',
  'storage.changes_lost':
    '{count, plural, one {The last change} other {The last # changes}} could not be read back from this browser.',
  'storage.conflict':
    'This plan was changed in another tab of this browser. Save the plan file here to keep this tab’s changes, then close one of the tabs.',
  'storage.entry_damaged': 'Change number {seq} is damaged in this browser’s storage.',
  'storage.facts_damaged':
    'The data of table {table} (from {source}) is damaged in this browser. Import the file again.',
  'storage.newer': 'A newer version of Sandtable has used this browser’s storage. Reload the page to get it.',
  'storage.no_such_facts': 'No data is kept for table {table}.',
  'storage.no_such_plan': 'This plan is no longer in this browser. Open its plan file instead.',
  'storage.quota':
    'This browser’s storage is full. Save the plan file now, then free space or delete plans you no longer need.',
  'storage.replay_differs': 'Change number {seq} did not lead to the recorded result; an earlier version was used.',
  'storage.snapshot_damaged': 'The version stored on {at} is damaged; the one before it was used.',
  'storage.timeout':
    'This browser’s storage did not answer within {seconds} seconds. Save the plan file to keep your work.',
  'storage.unavailable':
    'This browser keeps no data for this page (private window or blocked storage: {reason}). Save the plan file to keep your work.',
};
