import Plotly from 'plotly.js/lib/core';
import bar from 'plotly.js/lib/bar';
import box from 'plotly.js/lib/box';
import heatmap from 'plotly.js/lib/heatmap';
import histogram from 'plotly.js/lib/histogram';
import violin from 'plotly.js/lib/violin';

Plotly.register([bar, box, heatmap, histogram, violin]);

export default Plotly;
