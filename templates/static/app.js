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

  document.addEventListener('DOMContentLoaded', function () {
    each('[data-toggle]', disclosure);
    each('form[method=post]', once);
    each('form[data-keys]', keys);
    /* The error summary takes the focus once after a failed submit. */
    each('.summary-error', function (s) { s.setAttribute('tabindex', '-1'); s.focus(); });
  });
})();
