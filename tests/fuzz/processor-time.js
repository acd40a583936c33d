// How long a fuzzer has worked: by the processor, not by the clock, so that a busy machine is neither an excuse nor a find.

/** @param {NodeJS.CpuUsage} [since] what process.cpuUsage() said then; the beginning of the process otherwise */
export function processorSeconds(since) {
  const { user, system } = process.cpuUsage(since);
  return (user + system) / 1e6;
}
