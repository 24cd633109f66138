"""The image that messengers and social networks show beside a shared link: words, drawn here, in a font of ours."""
