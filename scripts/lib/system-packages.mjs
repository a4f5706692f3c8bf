/** The programs outside npm that the tests need, installed from Debian where they are missing and that is allowed. */
import { existsSync, readdirSync } from "node:fs";
import { dim, fail, run, seconds } from "./report.mjs";

const PROGRAMS = [
  {
    name: "Chromium",
    debian: "chromium",
    isThere: () => existsSync(process.env.CHROMIUM_PATH ?? "/usr/bin/chromium"),
  },
  {
    name: "Firefox",
    debian: "firefox-esr",
    isThere: () => existsSync(process.env.FIREFOX_PATH ?? "/usr/bin/firefox-esr"),
  },
  {
    name: "WebKit",
    debian: "webkit2gtk-driver",
    isThere: () => existsSync("/usr/bin/WebKitWebDriver"),
  },
  { name: "a virtual display", debian: "xvfb", isThere: () => existsSync("/usr/bin/Xvfb") },
  { name: "Redis", debian: "redis-server", isThere: () => existsSync("/usr/bin/redis-server") },
  { name: "nginx", debian: "nginx-light", isThere: () => existsSync("/usr/sbin/nginx") },
  { name: "coturn", debian: "coturn", isThere: () => existsSync("/usr/bin/turnserver") },
  {
    name: "the DejaVu fonts",
    debian: "fonts-dejavu-core",
    isThere: () => existsSync("/usr/share/fonts/truetype/dejavu/DejaVuSans.ttf"),
  },
  { name: "PostgreSQL", debian: "postgresql", isThere: () => hasPostgres() },
];

function hasPostgres() {
  const versions = "/usr/lib/postgresql";
  return (
    existsSync(versions) && readdirSync(versions).some((v) => existsSync(`${versions}/${v}/bin/postgres`))
  );
}

/** Installs missing programs. Where it isn't allowed to, it ends with an error that names the packages to install. */
export async function ensureSystemPackages() {
  const missing = PROGRAMS.filter((program) => !program.isThere());
  if (missing.length === 0) return;
  const packages = missing.map((program) => program.debian);
  const byHand = `Install ${missing.map((program) => program.name).join(" and ")} (on Debian: apt-get install ${packages.join(" ")}), or set CHROMIUM_PATH to an installed Chromium.`;
  if (process.getuid?.() !== 0 || !existsSync("/etc/debian_version")) fail(byHand);
  const startMs = Date.now();
  process.stdout.write(`Installing ${packages.join(", ")} from Debian …\n`);
  const env = { DEBIAN_FRONTEND: "noninteractive" };
  await run("apt-get", ["update"], { env });
  const { code, output } = await run("apt-get", ["install", "-y", "--no-install-recommends", ...packages], {
    env,
  });
  if (code !== 0 || missing.some((program) => !program.isThere()))
    fail(`apt-get could not install them:\n${output.slice(-2000)}\n${byHand}`);
  process.stdout.write(dim(`  installed in ${seconds(startMs)}\n`));
}
