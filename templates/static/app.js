/* Progressive enhancement only. Every page works without this file. */
(function () {
  'use strict';
  var each = function (sel, fn) { Array.prototype.forEach.call(document.querySelectorAll(sel), fn); };

  /* Before the body is drawn, so that nothing jumps. */
  document.documentElement.className = 'js';

  /* Disclosure: <button data-toggle="id"> opens .panel#id on narrow screens. */
  function disclosure(b) {
    var p = document.getElementById(b.getAttribute('data-toggle'));
    if (!p) return;
    b.setAttribute('aria-controls', p.id);
    b.setAttribute('aria-expanded', 'false');
    b.addEventListener('click', function () {
      b.setAttribute('aria-expanded', String(p.classList.toggle('is-open')));
    });
    p.addEventListener('keydown', function (e) {
      if (e.key === 'Escape' && p.classList.contains('is-open')) { b.click(); b.focus(); }
    });
  }

  /* Stop double submits of forms that change something. */
  function once(f) {
    f.addEventListener('submit', function (e) {
      if (f.getAttribute('data-sent')) { e.preventDefault(); return; }
      f.setAttribute('data-sent', '1');
      setTimeout(function () { f.removeAttribute('data-sent'); }, 4000);
    });
  }

  /* One key picks a decision, while the focus is inside the decision form. */
  function keys(f) {
    f.addEventListener('keydown', function (e) {
      if (e.ctrlKey || e.altKey || e.metaKey || /^(TEXTAREA|SELECT)$/.test(e.target.tagName)) return;
      var r = f.querySelector('[data-key="' + e.key.toUpperCase() + '"]');
      if (r) { r.checked = true; r.focus(); e.preventDefault(); }
    });
  }

  /* Suggestions as one writes: the page that the button would give is fetched, and its choices are taken over. */
  function suggest(b) {
    var f = b.form, id = b.getAttribute('data-suggest'), timer, last = '', running = null;
    if (!window.fetch || !window.FormData || !window.URLSearchParams) return;
    function ask() {
      var data = new URLSearchParams(new FormData(f)), said = data.get('oneline') + '\n' + data.get('summary');
      if (said === last || said.length < 20) return;
      last = said;
      data.set('go', 'suggest');
      if (running) running.abort();
      running = window.AbortController ? new AbortController() : null;
      fetch(f.action, { method: 'POST', body: data, credentials: 'same-origin', signal: running && running.signal })
        .then(function (r) { return r.ok ? r.text() : Promise.reject(r.status); })
        .then(function (html) {
          var next = new DOMParser().parseFromString(html, 'text/html').getElementById(id), here = document.getElementById(id);
          /* What has the focus is not taken away. */
          if (!next || !here || here.contains(document.activeElement)) { last = ''; return; }
          Array.prototype.forEach.call(here.querySelectorAll('input:checked'), function (i) {
            var same = next.querySelector('input[value="' + i.value + '"]');
            if (same) same.checked = true;
          });
          here.replaceWith(next);
          each('[data-suggest]', function (b) { b.hidden = true; });
        }).catch(function () { last = ''; });
    }
    f.addEventListener('input', function (e) {
      if (!/^(oneline|summary)$/.test(e.target.name)) return;
      clearTimeout(timer);
      timer = setTimeout(ask, 900);
    });
  }

  document.addEventListener('DOMContentLoaded', function () {
    each('[data-toggle]', disclosure);
    each('form[method=post]', once);
    each('form[data-keys]', keys);
    each('[data-suggest]', suggest);
    /* The error summary takes the focus once after a failed submit. */
    each('.summary-error', function (s) { s.setAttribute('tabindex', '-1'); s.focus(); });
  });
})();
