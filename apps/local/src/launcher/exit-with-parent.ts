/**
 * Preloaded into every process of the hub. The channel to the launcher closes when the launcher
 * dies, however it dies; the process then ends as if it had been asked to, and at once if it hangs.
 */
const patienceMs = 5000;

process.once('disconnect', () => {
  setTimeout(() => process.exit(1), patienceMs).unref();
  process.kill(process.pid, 'SIGTERM');
});
// The listener must not keep a process alive that has nothing left to do.
process.channel?.unref();

export {};
