// accessibility.mjs PAGE: opens the page in Chromium at two widths, runs axe-core over it (WCAG 2.2 A and AA, and best
// practices), and watches that the page asks no host for anything. It needs playwright-core and axe-core (npm) in the folder
// that NODE_MODULES names, and Chromium at CHROMIUM; without them it says so and does nothing. It exits 1 if it finds fault.
import { createRequire } from 'node:module';
import { existsSync, realpathSync } from 'node:fs';
import { pathToFileURL } from 'node:url';

const page = process.argv[2];
const executablePath = process.env.CHROMIUM || '/usr/bin/chromium';
const require = createRequire(`${process.env.NODE_MODULES || `${process.cwd()}/node_modules`}/here.js`);

function find(name) {
  try {
    return require.resolve(name);
  } catch {
    console.log(`accessibility: ${name} is not there; npm install ${name}, and name its node_modules in NODE_MODULES`);
    process.exit(0);
  }
}

const axe = find('axe-core');
const { chromium } = require(find('playwright-core'));
if (!existsSync(executablePath)) {
  console.log(`accessibility: there is no ${executablePath}; apt install chromium, or name it in CHROMIUM`);
  process.exit(0);
}

const address = pathToFileURL(realpathSync(page)).href;
const browser = await chromium.launch({
  executablePath,
  args: ['--no-sandbox', '--disable-gpu', '--disable-quic', '--no-first-run', '--disable-background-networking',
    '--disable-component-update', '--disable-sync'],
});
let faults = 0;
function fault(text) {
  faults++;
  console.log(text);
}

for (const [width, height] of [[1280, 900], [360, 740]]) {
  const context = await browser.newContext({ viewport: { width, height }, bypassCSP: true }); // axe is a script
  const tab = await context.newPage();
  tab.on('request', request => {
    if (request.url() !== address && !request.url().startsWith('data:'))
      fault(`${width}: asks for ${request.url()}`);
  });
  tab.on('console', message => {
    if (message.type() === 'error')
      fault(`${width}: ${message.text()}`);
  });
  await tab.goto(address);
  await tab.evaluate(() => document.querySelectorAll('details').forEach(details => { details.open = true; }));
  const room = await tab.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth);
  if (room > 0)
    fault(`${width}: the page is ${room} px wider than the window`);
  await tab.addScriptTag({ path: axe });
  const result = await tab.evaluate(() => window.axe.run(document, {
    runOnly: ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'],
    resultTypes: ['violations', 'incomplete', 'passes'],
  }));
  for (const violation of result.violations)
    for (const node of violation.nodes)
      fault(`${width}: ${violation.id} (${violation.impact}): ${violation.help}: ${node.html.slice(0, 160)}`);
  for (const doubt of result.incomplete)
    console.log(`${width}: to be looked at: ${doubt.id}, ${doubt.nodes.length} times: ${doubt.nodes[0].html.slice(0, 160)}`);
  console.log(`${width}: ${result.passes.length} rules pass, ${result.violations.length} do not`);
  await context.close();
}
await browser.close();
process.exit(faults > 0 ? 1 : 0);
