// Loaded before a program; writes the most memory it held at a time, in kilobytes, when it ends.
import { readFileSync, writeFileSync } from "node:fs";

process.on("exit", () => {
  const file = process.env["BENCH_MEMORY_FILE"];
  if (file !== undefined) writeFileSync(file, peak());
});

// What the system tells of a process's resources counts the process that started it as well, where both share memory.
function peak(): string {
  try {
    const status = readFileSync("/proc/self/status", "utf8");
    return /^VmHWM:\s*(\d+) kB$/m.exec(status)?.[1] ?? "";
  } catch {
    return String(process.resourceUsage().maxRSS);
  }
}
