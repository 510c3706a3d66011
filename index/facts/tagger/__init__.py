"""A small network that tags people, organisations and places in English news; `tagger.tagged` is the one way in.

The weights and lists beside it are made by `training/names`; at run time it needs numpy and pyahocorasick alone.
"""
