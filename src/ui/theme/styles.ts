/** All stylesheets of the first load, in the order they must cascade. */
import '@fontsource-variable/inter/wght.css';
import '@fontsource-variable/jetbrains-mono/wght.css';
import '@mantine/core/styles.css';
import '@mantine/spotlight/styles.css';
import './tokens.css';
import './base.css';
