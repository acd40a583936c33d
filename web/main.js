// The page begins here: the frame is defined first, so that it paints before the engine is ready.
import './shell/app.js';
