import { arch, platform } from "node:process";
import type { Command, Environment } from "./types.ts";

/**
 * Linux gives the orphans among a process's descendants to init, where nothing tells whose they were, unless the process has
 * declared itself their reaper (prctl(2), PR_SET_CHILD_SUBREAPER): then they become its own children, whatever session and
 * environment they have. Node cannot ask for that; Perl can, and is part of every Debian and Ubuntu (perl-base is essential).
 *
 * So this starts the program, waits for it, kills what has become of its descendants until there is none, and ends as the
 * program did: by the same signal, without a core dump of its own (PR_SET_DUMPABLE). Words: the number of prctl, the file for the reason why the program could not be started, how many variables
 * follow, these, and the command.
 */
const script = `
my ($prctl, $failure, $count) = splice @ARGV, 0, 3;
delete @ENV{"PERL_BADLANG", "CGO_CROSS_REAPER"};
for (splice @ARGV, 0, $count) { my ($name, $value) = split /=/, $_, 2; $ENV{$name} = $value; }
syscall($prctl + 0, 36, 1, 0, 0, 0);
my $child = fork;
if (!$child) {
  exec { $ARGV[0] } @ARGV if defined $child;
  my $reason = "$!";
  open my $file, ">", $failure or exit 127;
  print $file $reason;
  exit 127;
}
my $status = 0;
for (;;) {
  my $pid = waitpid -1, 0;
  $status = $? if $pid == $child;
  last if $pid == $child || $pid < 0;
}
for (my $deadline = time + 5; time < $deadline; select undef, undef, undef, 0.005) {
  my $pid;
  1 while ($pid = waitpid -1, 1) > 0;
  last if $pid < 0;
  opendir my $proc, "/proc" or last;
  for my $each (grep { /^[0-9]+$/ } readdir $proc) {
    open my $file, "<", "/proc/$each/stat" or next;
    local $/;
    kill "KILL", $each if <$file> =~ /.*\\) \\S+ (\\d+) /s && $1 == $$;
  }
}
if (my $signal = $status & 127) {
  syscall($prctl + 0, 4, 0, 0, 0, 0);
  kill $signal, $$;
  kill "KILL", $$;
}
exit $status >> 8;
`;

/** In the environment of a reaper itself, and not in that of what it starts. */
export const reaperVariable = "CGO_CROSS_REAPER";

/** The number of the system call prctl, by Node's name of the architecture. Source: the kernel's syscall.tbl of each. */
const prctl: Readonly<Record<string, number>> = {
  x64: 157,
  arm64: 167,
  riscv64: 167,
  loong64: 167,
  ppc64: 171,
  arm: 172,
  ia32: 172,
  s390x: 172,
};

/** Whether this machine has reapers, if it has Perl. */
export const canReap = platform === "linux" && arch in prctl;

/**
 * A command that runs another under a reaper. What is for the program's own loader or Perl does not reach the reaper's.
 * @param perl The absolute path of Perl.
 * @param failure A file that is made where the program cannot be started, with the reason.
 */
export function underReaper(
  command: Command & { readonly environment: Environment },
  { perl, failure }: { readonly perl: string; readonly failure: string },
): Command {
  const variables = Object.entries(command.environment);
  const isForLoader = ([name]: readonly [string, unknown]) => /^(?:LD_|PERL|GLIBC_TUNABLES$)/.test(name);
  const later = variables.flatMap((each) => (isForLoader(each) && each[1] !== undefined ? [each.join("=")] : []));
  const words = [`${prctl[arch]}`, failure, `${later.length}`, ...later];
  return {
    ...command,
    file: perl,
    args: ["-e", script, ...words, command.file, ...command.args],
    environment: {
      ...Object.fromEntries(variables.filter((each) => !isForLoader(each))),
      PERL_BADLANG: "0",
      [reaperVariable]: "1",
    },
  };
}
