// Sets light or dark before the first paint. A file, not inline: the Content-Security-Policy allows files only.
(() => {
  let theme = 'auto';
  try {
    theme = JSON.parse(localStorage.getItem('tablab-preferences') ?? '{}').theme ?? 'auto';
  } catch {
    // Storage is blocked or holds something else: the system's choice it is.
  }
  const dark = theme === 'dark' || (theme === 'auto' && matchMedia('(prefers-color-scheme: dark)').matches);
  document.documentElement.dataset.mantineColorScheme = dark ? 'dark' : 'light';
})();
