import type { Figure } from '../../../charts/figure.ts';
import { inked, paperColor, type Scheme } from '../../../charts/theme.ts';

const TITLE = 44;

/** The drawing as a file of its own: on paper, under its title. */
function standalone(svg: SVGSVGElement, figure: Figure, scheme: Scheme): { readonly text: string; readonly width: number; readonly height: number } {
  const width = svg.clientWidth;
  const height = svg.clientHeight + TITLE;
  const ink = inked(figure, scheme);
  const whole = document.createElementNS('http://www.w3.org/2000/svg', 'svg');
  for (const [name, value] of [['width', width], ['height', height], ['viewBox', `0 0 ${width} ${height}`]] as const) whole.setAttribute(name, String(value));
  const paper = document.createElementNS(whole.namespaceURI, 'rect');
  for (const [name, value] of [['width', '100%'], ['height', '100%'], ['fill', paperColor(scheme)]] as const) paper.setAttribute(name, value);
  const title = document.createElementNS(whole.namespaceURI, 'text');
  for (const [name, value] of [['x', '14'], ['y', '27'], ['font-size', '15'], ['font-weight', '600'], ['font-family', ink.font], ['fill', ink.text]] as const) title.setAttribute(name, value);
  title.textContent = figure.title;
  const body = document.createElementNS(whole.namespaceURI, 'g');
  body.setAttribute('transform', `translate(0 ${TITLE})`);
  body.append(...[...svg.children].map((child) => child.cloneNode(true)));
  whole.append(paper, title, body);
  return { text: new XMLSerializer().serializeToString(whole), width, height };
}

/** An SVG on the page as an SVG or PNG file; the PNG has twice the pixels, for sharp print. */
export async function svgPicture(svg: SVGSVGElement, figure: Figure, scheme: Scheme, format: 'png' | 'svg'): Promise<Blob> {
  const { text, width, height } = standalone(svg, figure, scheme);
  const drawing = new Blob([text], { type: 'image/svg+xml' });
  if (format === 'svg') return drawing;
  const url = URL.createObjectURL(drawing);
  try {
    const image = new Image();
    image.src = url;
    await image.decode();
    const canvas = document.createElement('canvas');
    canvas.width = 2 * width;
    canvas.height = 2 * height;
    const context = canvas.getContext('2d');
    if (context === null) throw new Error('This browser gives no canvas to draw on.');
    context.drawImage(image, 0, 0, canvas.width, canvas.height);
    const png = await new Promise<Blob | null>((resolve) => { canvas.toBlob(resolve, 'image/png'); });
    if (png === null) throw new Error('The browser could not write the picture.');
    return png;
  } finally {
    URL.revokeObjectURL(url);
  }
}
