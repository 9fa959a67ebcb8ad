"""The Python half of a Livy session: runs statements and answers each with one line of JSON.

Started by the session driver, which writes requests to standard input and reads replies from standard output. Both
are moved out of the user's way first, so nothing a statement prints or reads can disturb the conversation.
"""
