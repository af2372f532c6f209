// Whole ways by keyboard: skip link, order of the focus, registration, decision by one key.
import { suite, signIn, startRegistration, submit, company, equal, must, query, shoot, SAVE } from './lib.mjs';

/* What has the focus: a short name, where it is, and whether a focus can be seen. */
function focus(page) {
  return page.evaluate(() => {
    const e = document.activeElement;
    if (!e || e === document.body) return null;
    const box = e.getBoundingClientRect();
    // A link that fills its card shows its focus on what covers the card.
    const styles = [getComputedStyle(e), getComputedStyle(e, '::after')];
    const label = e.labels && e.labels[0] ? e.labels[0].textContent : e.getAttribute('aria-label') || e.textContent || '';
    return { tag: e.tagName.toLowerCase(), name: e.name || '', id: e.id, href: e.getAttribute('href') || '',
      label: label.trim().replace(/\s+/g, ' ').slice(0, 60), x: box.x, y: box.y + window.scrollY, w: box.width, h: box.height,
      seen: styles.some(s => s.outlineStyle !== 'none' && parseFloat(s.outlineWidth) > 0 || s.boxShadow !== 'none'),
      onScreen: box.bottom > 0 && box.top < window.innerHeight,
      inside: e.closest('main') ? 'main' : e.closest('footer') ? 'footer' : e.closest('header') ? 'header' : e.closest('.admin') ? 'admin' :
        e.closest('.crumbs') ? 'crumbs' : 'body' };
  });
}

/* Tab through the whole page; the stops in order. */
async function walk(page, limit = 250) {
  const stops = [];
  await page.evaluate(() => { window.scrollTo(0, 0); if (document.activeElement) document.activeElement.blur(); });
  for (let i = 0; i < limit; i++) {
    await page.keyboard.press('Tab');
    const f = await focus(page);
    if (!f) return stops;
    const last = stops[stops.length - 1];
    must(!last || JSON.stringify([f.tag, f.name, f.id, f.href, f.x, f.y]) !== JSON.stringify([last.tag, last.name, last.id, last.href, last.x, last.y]) , `the focus is caught at ${f.tag} ${f.name || f.label}`);
    if (stops.length && f.inside === 'body' && f.href === '#main') return stops;	// round again
    stops.push(f);
  }
  throw new Error(`more than ${limit} stops`);
}

function judge(stops, width) {
  const wrong = [];
  equal(stops[0].href, '#main', 'the first stop is the skip link');
  for (const f of stops) {
    if (!f.seen) wrong.push(`no visible focus: ${f.tag} ${f.name || f.label}`);
    if (!f.onScreen) wrong.push(`focus out of sight: ${f.tag} ${f.name || f.label}`);
    if (!f.label) wrong.push(`no name: ${f.tag} ${f.name} ${f.href}`);
  }
  // The order of the focus is that of reading: header, staff bar, way back, main, footer.
  const order = ['body', 'header', 'admin', 'crumbs', 'main', 'footer'];
  for (let i = 1; i < stops.length; i++)
    if (order.indexOf(stops[i].inside) < order.indexOf(stops[i - 1].inside)) wrong.push(`${stops[i].label} comes after ${stops[i - 1].label}`);
  must(wrong.length === 0, [...new Set(wrong)].slice(0, 10).join('\n'));
}

async function pressUntil(page, key, what, found, limit = 120) {
  for (let i = 0; i < limit; i++) {
    await page.keyboard.press(key);
    const f = await focus(page);
    if (f && found(f)) return f;
  }
  throw new Error(`${what} is not reached with ${key}`);
}

await suite('keyboard', async ({ test, site }) => {
  for (const width of [1280, 390])
    for (const path of ['/nl/', '/nl/opportunities', '/zh/regions', '/en/sign-in', '/nl/register'])
      await test(`order of the focus on ${path} at ${width} px`, async t => {
        const page = await t.page({ width });
        await page.goto(site.base + path);
        judge(await walk(page), width);
      });

  await test('the skip link goes to the content', async t => {
    const page = await t.page();
    await page.goto(`${site.base}/nl/`);
    await page.keyboard.press('Tab');
    equal((await focus(page)).href, '#main', 'first stop');
    await shoot(page, 'skip-link');
    await page.keyboard.press('Enter');
    await page.keyboard.press('Tab');
    equal((await focus(page)).inside, 'main', 'next stop');
  });

  await test('the menu of a phone opens and closes', async t => {
    const page = await t.page({ width: 390 });
    await page.goto(`${site.base}/nl/`);
    await pressUntil(page, 'Tab', 'the menu button', f => f.tag === 'button');
    must(!await page.locator('#nav').isVisible(), 'closed at first');
    await page.keyboard.press('Enter');
    must(await page.locator('#nav').isVisible(), 'open after Enter');
    await page.keyboard.press('Tab');
    await page.keyboard.press('Escape');
    must(!await page.locator('#nav').isVisible(), 'closed by Escape');
    equal((await focus(page)).tag, 'button', 'the focus is back on the button');
  });

  await test('a step of the registration by keyboard alone', async t => {
    const page = await t.page(), [values] = company().steps;
    await startRegistration(page, site);
    judge(await walk(page), 1280);
    await page.reload();
    for (const name of ['name', 'enterprise_number', 'province', 'website', 'founded', 'size']) {
      const f = await pressUntil(page, 'Tab', name, g => g.name === name);
      if (f.tag === 'select') await page.keyboard.type(name === 'province' ? 'Limburg' : 'K');
      else await page.keyboard.type(values[name]);
    }
    equal(await page.inputValue('[name=province]'), 'limburg', 'province');
    await pressUntil(page, 'Tab', 'the button', f => f.tag === 'button' && f.name !== 'go');
    await Promise.all([page.waitForNavigation(), page.keyboard.press('Enter')]);
    must(/\/2$/.test(new URL(page.url()).pathname), `the second step: ${page.url()}`);

    // An error: the focus goes to the summary, Enter on its link to the field.
    await pressUntil(page, 'Tab', 'the button', f => f.tag === 'button' && f.name !== 'go', 200);
    await Promise.all([page.waitForNavigation(), page.keyboard.press('Enter')]);
    must(await page.evaluate(() => document.activeElement.matches('.summary-error')), 'the focus is on the summary');
    await page.keyboard.press('Tab');
    const link = await focus(page);
    must(link.href.startsWith('#'), 'the first link of the summary');
    await page.keyboard.press('Enter');
    const field = link.href.slice(1);
    must(await page.evaluate(id => { const e = document.getElementById(id); return e === document.activeElement || location.hash === '#' + id; }, field), `the field ${field}`);
  });

  await test('a decision by one key', async t => {
    const page = await t.page();
    await signIn(page, site, site.staff);
    const id = query(site, "SELECT id FROM match WHERE state = 'suggested' ORDER BY score DESC, id LIMIT 1");
    await page.goto(`${site.base}/nl/staff/review/${id}`);
    judge(await walk(page), 1280);
    const keys = await page.$$eval('main form[data-keys] [data-key]', all => all.map(r => [r.value, r.getAttribute('data-key')]));
    must(keys.length >= 3, `keys: ${JSON.stringify(keys)}`);
    const key = Object.fromEntries(keys);
    equal(new Set(Object.values(key)).size, keys.length, 'each key once');

    // Outside the form a key does nothing (WCAG 2.1.4).
    await page.reload();
    await page.keyboard.press('Tab');
    await page.keyboard.press(key.suitable);
    must(!await page.isChecked('[name=decision][value=suitable]'), 'a key outside the form');
    await pressUntil(page, 'Tab', 'the decision', f => f.name === 'decision', 200);
    await page.keyboard.press(key.not_suitable.toLowerCase());
    must(await page.isChecked('[name=decision][value=not_suitable]'), 'the key of "not suitable"');
    await pressUntil(page, 'Tab', 'the note', f => f.name === 'note');
    await page.keyboard.type(`${key.suitable} mag hier gewoon`);
    must(await page.isChecked('[name=decision][value=not_suitable]'), 'a key in the note');
    await pressUntil(page, 'Shift+Tab', 'the decision', f => f.name === 'decision');
    await page.keyboard.press(key.suitable);
    must(await page.isChecked('[name=decision][value=suitable]'), 'the key of "suitable"');
    await shoot(page, 'decide-by-key');
    await pressUntil(page, 'Tab', 'the button', f => f.tag === 'button' && f.name === 'go');
    await Promise.all([page.waitForNavigation(), page.keyboard.press('Enter')]);
    equal(query(site, `SELECT state FROM match WHERE id = ${id}`), 'suitable', 'the state of the match');
  });
});
