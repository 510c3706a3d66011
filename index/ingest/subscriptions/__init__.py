"""Lists of feeds from elsewhere: OPML in and out, plain lists, and what newsboat keeps. Nothing is run or fetched."""
